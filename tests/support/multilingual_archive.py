"""Archives in which languages meet: an English one with texts in others, and an Arabic one with English texts."""

from __future__ import annotations

from typing import Final, NamedTuple


class Text(NamedTuple):
    """An article of a mixed archive, and names and other words in its script whose language nobody tells."""

    language: str
    title: str
    heading: str
    said: str
    """A sentence with a claim on it."""
    named: str
    """A sentence with a note on it that names the person."""
    person: str
    publisher: str
    role: str
    source: str
    """The title of a source."""
    quote: str
    """What is quoted from it."""


TEXTS: Final = {
    "en-bridge": Text(
        language="en",
        title="The bridge is open",
        heading="How it was built",
        said="It took three years (1961).",
        named="Ana Reyes of Harbour Works (HW) built it in 12 weeks.",
        person="Ana Reyes",
        publisher="The Harbour Letter (weekly)",
        role="Engineer (retired)",
        source="Rivers (3rd printing)",
        quote="Nobody swims there (1960).",
    ),
    "ar-bridge": Text(
        language="ar",
        title="افتتاح الجسر (2024)",
        heading="كيف بُني",
        said="استغرق البناء ثلاث سنوات (1961).",
        named="افتتح سامر الحداد الجسر في 12/3/2024 مع شركة Harbour Works (HW) المحدودة.",
        person="سامر الحداد",
        publisher="جريدة الميناء (HW)",
        role="مهندس (متقاعد)",
        source="الأنهار (1999)",
        quote="لا أحد يسبح هناك (1960).",
    ),
    "he-bridge": Text(
        language="he",
        title="הגשר נפתח (2023)",
        heading="איך נבנה",
        said="הבנייה נמשכה שלוש שנים (1961).",
        named="דנה כהן פתחה את הגשר ב־12.3.2023 עם Harbour Works (HW) בע״מ.",
        person="דנה כהן",
        publisher="עיתון הנמל (HW)",
        role="מהנדסת (בדימוס)",
        source="נהרות (1999)",
        quote="איש אינו שוחה שם (1960).",
    ),
    "fr-bridge": Text(
        language="fr",
        title="Le pont est ouvert",
        heading="Comment il fut bâti",
        said="Les travaux durèrent trois ans (1961).",
        named="Luc Moreau l’a construit en 12 semaines.",
        person="Luc Moreau",
        publisher="La Lettre du port (HW)",
        role="Ingénieur (retraité)",
        source="Fleuves (3e tirage)",
        quote="Nul ne nage là (1960).",
    ),
    "ja-bridge": Text(
        language="ja",
        title="橋が開通した",
        heading="建設の経緯",
        said="工事は三年かかった。",
        named="田中花子が橋を開いた。",
        person="田中花子",
        publisher="港新聞（HW）",
        role="技師（退職）",
        source="川（三刷）",
        quote="誰も泳がない。",
    ),
}
_YEARS: Final = {"en-bridge": 2024, "ar-bridge": 2024, "he-bridge": 2023, "fr-bridge": 2022, "ja-bridge": 2021}


def mixed(own: str) -> dict[str, str]:
    """The files of an archive in the language `own`, which only articles in others tell; `keep_going` makes its site.

    One claim is of words that are not there, one name fits two, and an article was withdrawn.
    """
    files = {
        "content/site.yaml": f"title: Harbour Archive\nlanguage: {own}\nbase_url: https://example.org/\n"
        f"publisher: {{name: {TEXTS['ar-bridge'].publisher}, url: https://example.org/p}}\n",
        "content/actors/works.yaml": "id: works\nname: Harbour Works (HW)\nkind: organization\n",
        "content/topics/bridge.yaml": "id: bridge\nname: crossing\nsummary: All of it.\n",
        "content/claims/lost.yaml": "id: lost\nclaim: Nobody knows.\narticle: ar-bridge\nquote: ثلاث سنين\n",
        "seeds/gone.md": "# Le vieux pont\n\nIl est là.\n",
        "content/articles/gone.yaml": "seed: gone.md\ntitle: Le vieux pont\nstatus: withdrawn\nlanguage: fr\n"
        "formerly: [old-gone]\n",
    }
    for key, text in TEXTS.items():
        files |= {**_article(key, text, own), **_records(key, text)}
    return files


def _article(key: str, text: Text, own: str) -> dict[str, str]:
    parts = [f"# {text.title}", text.said, f"## {text.heading} 1", text.named]
    parts += [f"## {text.heading} 2", "2.", f"## {text.heading} 3", "3."]
    tongue = "" if text.language == own else f"language: {text.language}\n"
    record = (
        f"seed: {key}.md\n{tongue}date: {_YEARS[key]}-03-12\npublisher: {text.publisher}\n"
        f"authors: [{text.person}, {text.publisher}]\nrights: © {text.publisher}\n"
        f"topics: [bridge]\nformerly: [old-{key}]\n"
    )
    return {f"seeds/{key}.md": "\n\n".join(parts), f"content/articles/{key}.yaml": record}


def _records(key: str, text: Text) -> dict[str, str]:
    actor = (
        f"id: p-{key}\nname: {text.person}\naliases: [{text.person} (HW)]\ntopics: [bridge]\n"
        f"roles: [{{title: {text.role}, of: works, from: 2010, to: 2018}}]\n"
        f"related: [{{actor: works, relation: {text.role}}}]\nsummary: 'Wrote [[{key}]] with [[works]].'\n"
    )
    claim = (
        f"id: c-{key}\nclaim: Statement {key} holds.\nspeaker: [p-{key}, works]\narticle: {key}\nquote: '{text.said}'\n"
        f"date: {_YEARS[key]}\nverdict: supported\nreview: As [[article:{key}]] says.\nreviewed_by: {text.person}\n"
        f"topics: [bridge]\n"
        f"sources: [{{title: {text.source}, publisher: {text.publisher}, date: 2001, quote: {text.quote}}}]\n"
    )
    note = (
        f"id: n-{key}\ntitle: About {key}\nbody: It explains.\narticle: {key}\nquote: '{text.named}'\n"
        f"actors: [p-{key}]\ntopics: [bridge]\n"
    )
    return {
        f"content/actors/{key}.yaml": actor,
        f"content/claims/{key}.yaml": claim,
        f"content/notes/{key}.yaml": note,
    }
