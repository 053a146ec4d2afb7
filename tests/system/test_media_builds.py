"""Which files of `content/media/` a build publishes, and what it tells of them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from msgspec.structs import replace
from PIL import Image
from support.archives import VOTE
from support.golden import tree
from support.incremental_archive import Place, differences, quick_builds
from support.pictures import XMP, heif, in_jpeg, in_png, picture, told_by_exif

from sitegen.cli.report import summary
from sitegen.content.media import MediaFacts, metadata
from sitegen.content.media.media_references import FOLDER
from sitegen.engine import Options, Outcome, build, check
from sitegen.engine.cache.cache_folder import CacheFolder
from sitegen.engine.preview import PreviewBuilder

Cli = Callable[..., CompletedProcess[str]]
quick = pytest.fixture(autouse=True, scope="module")(quick_builds)

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
TELLING = in_jpeg(picture("JPEG"), (0xE1, told_by_exif(6)))
SEED = {"seeds/vote.txt": VOTE}


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Outcome]:
    """Writes the files of an archive and builds it."""

    def make(files: Mapping[str, str | bytes], **options: bool) -> Outcome:
        Place(tmp_path).write({path: data.encode() if isinstance(data, str) else data for path, data in files.items()})
        return build(Options(tmp_path, tmp_path / "public", search=False, **options))  # type: ignore[arg-type]

    return make


@pytest.fixture
def media(tmp_path: Path) -> Callable[[], set[str]]:
    """The files that are published below `media/`."""

    def listed() -> set[str]:
        return {path.removeprefix(FOLDER) for path in tree(tmp_path / "public") if path.startswith(FOLDER)}

    return listed


def told(outcome: Outcome, code: str) -> list[str]:
    return [str(problem) for problem in outcome.problems if problem.code == code]


# --- what is used

HOME = '{% extends "sitegen:home.html" %}{% block main %}<img {} alt>{% endblock %}'

USES = {
    "a seed": {"seeds/a.md": "# A\n\n![x](media/deep/a%20b.svg)\n"},
    "an actor": {"content/actors/ana.yaml": "name: Ana Reyes\nimage: {file: deep/a b.svg, alt: x}\n"},
    "a summary": {"content/actors/ana.yaml": "name: Ana Reyes\nsummary: '![x](<media/deep/a b.svg>)'\n"},
    "a link of a page": {"content/pages/about.md": "---\ntitle: A\n---\n[scan](<media/deep/a b.svg>)\n"},
    "the logo": {"content/site.yaml": "publisher: {name: P, logo: deep/a b.svg}\n"},
    "a template": {"templates/home.html": HOME.replace("{}", 'srcset="{{ root }}media/deep/a%20b.svg 2x"')},
    "a template that makes the name": {
        "templates/home.html": HOME.replace("{}", 'src="{{ root }}media/{{ ["deep", "a b"] | join("/") }}.svg"')
    },
    "a style sheet": {"templates/static/own.css": "p { background: url('../media/deep/a b.svg') }"},
    "a script": {"templates/static/own.js": 'show("https://my.example/media/deep/a%20b.svg")'},
    "the settings": {"content/site.yaml": "media: [used, deep/*.svg]\n"},
    "all": {"content/site.yaml": "media: all\n"},
}
A_B = {"content/media/deep/a b.svg": SVG.format("")}


@pytest.mark.parametrize("files", USES.values(), ids=USES)
def test_what_something_published_names_is_published(
    files: dict[str, str], made: Callable[..., Outcome], media: Callable[[], set[str]], tmp_path: Path
) -> None:
    outcome = made(SEED | A_B | files)
    assert [str(problem) for problem in outcome.problems] == []
    assert media() == {"deep/a b.svg"}
    assert outcome.stats.unused == ()
    assert (tmp_path / "public/media/deep/a b.svg").read_text(encoding="utf-8") == SVG.format("")


UNUSED = {
    "nothing": {},
    "a draft": {"seeds/a.md": "---\nstatus: draft\n---\n![x](media/deep/a%20b.svg)\n"},
    "a withdrawn article": {"seeds/a.md": "---\nstatus: withdrawn\n---\n![x](media/deep/a%20b.svg)\n"},
    "a draft page": {"content/pages/p.md": "---\ntitle: P\nstatus: draft\n---\n![x](<media/deep/a b.svg>)\n"},
    "a draft claim": {"content/claims/c.yaml": "claim: C\nstatus: draft\nreview: '![x](<media/deep/a b.svg>)'\n"},
    "words": {"seeds/a.txt": "A\n\nSee media/deep/a b.svg there.\n"},
    "a template's comment": {"templates/home.html": '{# media/deep/a b.svg #}{% extends "sitegen:home.html" %}'},
    "another server": {"seeds/a.md": "# A\n\n[x](https://elsewhere.org/media/deep/a%20b.svg)\n"},
}


@pytest.mark.parametrize("files", UNUSED.values(), ids=UNUSED)
def test_what_nothing_published_names_is_not(
    files: dict[str, str], made: Callable[..., Outcome], media: Callable[[], set[str]]
) -> None:
    outcome = made(SEED | A_B | files)
    assert outcome.is_done
    assert media() == set()
    assert outcome.stats.unused == ("deep/a b.svg",)
    assert summary(outcome).endswith(
        "\n1 file of content/media/ left out, since nothing published names them: deep/a b.svg"
    )


@pytest.mark.parametrize("kind", ["a draft", "a draft page", "a draft claim"])
def test_with_drafts_their_pictures_are_there_until_they_are_left_out_again(
    kind: str, made: Callable[..., Outcome], media: Callable[[], set[str]]
) -> None:
    files = SEED | A_B | UNUSED[kind]
    assert made(files, drafts=True).stats.unused == ()
    assert media() == {"deep/a b.svg"}
    assert made(files).stats.unused == ("deep/a b.svg",)
    assert media() == set()


def test_a_picture_that_a_template_names_and_that_is_not_there_is_told(made: Callable[..., Outcome]) -> None:
    home = HOME.replace("{}", 'src="{{ root }}media/no.png"')
    assert told(made({**SEED, "templates/home.html": home}), "broken-link") != []


def test_what_is_left_out_is_told_in_one_line_and_is_no_problem(run_cli: Cli, tmp_path: Path) -> None:
    Place(tmp_path).write({"seeds/a.txt": b"A\n\nB.\n"} | {f"content/media/{n}.png": b"" for n in range(5)})
    for command in ("check", "build"):
        done = run_cli(command, "--strict", "--root", tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines()[-1] == (
            "5 files of content/media/ left out, since nothing published names them: 0.png, 1.png, 2.png, …"
        )
    report = json.loads(run_cli("build", "--json", "--root", tmp_path).stdout)
    assert report["unused_media"] == [f"{n}.png" for n in range(5)]


def test_a_pattern_that_means_nothing_is_told_where_it_stands(made: Callable[..., Outcome]) -> None:
    outcome = made({**SEED, **A_B, "content/site.yaml": "media: [used, deep/*, pres/*.pdf]\n"})
    assert told(outcome, "missing-media") == [
        (
            'content/site.yaml:1:23: error[missing-media]: "pres/*.pdf" means no file in content/media/\n'
            "  hint: write used, all, or the paths of files, with * for any letters"
        )
    ]
    assert told(made({**SEED, "content/site.yaml": "media: press\n"}), "missing-media") != []


LITTER = [
    "Thumbs.db",
    "THUMBS.DB",
    "desktop.ini",
    "Desktop.ini",
    "ehthumbs.db",
    "Icon\r",
    "@eaDir/a.txt",
    "$RECYCLE.BIN/b.md",
]


@pytest.mark.parametrize("name", LITTER)
def test_what_file_managers_leave_behind_is_passed_over(
    name: str, made: Callable[..., Outcome], tmp_path: Path
) -> None:
    folders = ("seeds", "content", "content/actors", "content/media", "templates", "templates/static")
    outcome = made(SEED | {"content/site.yaml": "media: all\n"} | {f"{folder}/{name}": b"\xff" for folder in folders})
    assert list(map(str, outcome.problems)) == []
    assert [path for path in tree(tmp_path / "public") if name.partition("/")[0].lower() in path.lower()] == []


# --- what they tell

ANA = {"content/actors/ana.yaml": "name: Ana Reyes\nimage: {file: ana.jpg, alt: x}\n", "content/media/ana.jpg": TELLING}
TELLS = (
    '"ana.jpg" tells a place (GPSLatitude, GPSLongitude), names (Artist, CameraOwnerName) and the number of a camera '
    "(BodySerialNumber)"
)


def test_what_a_picture_tells_is_told_without_the_place(made: Callable[..., Outcome]) -> None:
    outcome = made(SEED | ANA)
    assert outcome.is_done
    assert told(outcome, "picture-tells") == [
        (
            f"content/media/ana.jpg: warning[picture-tells]: {TELLS}\n"
            "  hint: take that out of the picture, or write media_metadata: strip (or keep) into content/site.yaml"
        )
    ]
    assert not made(SEED | ANA, strict=True).is_done


def test_a_name_that_the_credit_gives_is_wanted(made: Callable[..., Outcome]) -> None:
    text = "name: Ana Reyes\nimage: {file: ana.jpg, alt: x, credit: Photo by JANE SOURCE}\n"
    (one,) = told(made({**SEED, **ANA, "content/actors/ana.yaml": text}), "picture-tells")
    assert "a name (CameraOwnerName)" in one


def test_only_what_is_published_is_looked_at(made: Callable[..., Outcome]) -> None:
    files = {**SEED, "content/media/ana.jpg": TELLING, "content/media/x.js": "x"}
    assert list(made(files).problems) == []


def test_stripped_pictures_tell_nothing_and_sources_stay(made: Callable[..., Outcome], tmp_path: Path) -> None:
    files = {**SEED, **ANA, "content/site.yaml": "media_metadata: strip\n"}
    assert list(made(files).problems) == []
    published = tmp_path / "public/media/ana.jpg"
    first = published.read_bytes()
    with Image.open(io.BytesIO(first)) as after, Image.open(io.BytesIO(TELLING)) as before:
        assert after.tobytes() == before.tobytes()
        assert dict(after.getexif()) == {0x0112: 6}
    assert (tmp_path / "content/media/ana.jpg").read_bytes() == TELLING
    made({**files, "seeds/more.txt": "More\n\nWords.\n"})
    assert published.read_bytes() == first
    published.write_bytes(TELLING)  # whoever meddles with the site does not get it published again
    made(files)
    assert published.read_bytes() == first
    assert list(made({**files, "content/site.yaml": "media_metadata: keep\n"}).problems) == []
    assert published.read_bytes() == TELLING


CUT = in_jpeg(picture("JPEG"), (0xE1, told_by_exif()))[:100]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (heif(told_by_exif()), TELLS),
        (CUT, '"ana.jpg" is damaged, so what it tells could not be left out'),
        (
            in_png(picture("PNG"), (b"SECR", b"x")),
            '"ana.jpg" has a part that sitegen does not know, so what it tells could not be left out',
        ),
    ],
)
def test_what_cannot_be_stripped_is_not_published(data: bytes, message: str, made: Callable[..., Outcome]) -> None:
    outcome = made({**SEED, **ANA, "content/media/ana.jpg": data, "content/site.yaml": "media_metadata: strip\n"})
    (problem,) = outcome.problems
    assert (problem.code, problem.message, outcome.is_done) == ("picture-not-stripped", message, False)


def test_a_heic_that_tells_nothing_is_published_as_it_is(made: Callable[..., Outcome]) -> None:
    files = {**SEED, **ANA, "content/media/ana.jpg": heif(b"x"), "content/site.yaml": "media_metadata: strip\n"}
    assert list(made(files).problems) == []


# --- what they run

XSL = '<x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform" id="s" version="1.0"/>'
TWO_TYPES = '<?xml-stylesheet type="text/css" href="x" type="text/xsl"?>'
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"/>'
ACTIVE = {
    "a page": ("x.html", "<p>x"),
    "a page in capitals": ("X.HTM", "<p>x"),
    "a script": ("x.mjs", "x"),
    "a script in a drawing": ("x.svg", SVG.format("<script>x()</script>")),
    "an HTML script in a drawing": ("x.svg", SVG.format('<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>')),
    "a handler": ("x.svg", SVG.format('<rect onclick="x()"/>')),
    "HTML in a drawing": ("x.svg", SVG.format("<foreignObject/>")),
    "a link": ("x.svg", SVG.format('<a href=" java&#10;Script:x()"/>')),
    "a link as it was": ("x.svg", SVG.format('<a xmlns:l="http://www.w3.org/1999/xlink" l:href="javascript:x()"/>')),
    "a link that moves": ("x.svg", SVG.format('<a><set attributeName="href" to="javascript:x()"/></a>')),
    "a link among others": ("x.svg", SVG.format('<animate attributeName="href" values="#a;javascript:x()"/>')),
    "a handler that moves": ("x.svg", SVG.format('<set attributeName="onclick" to="x()"/>')),
    "an entity": ("x.svg", "<!DOCTYPE svg [<!ENTITY e '<script/>'>]>" + SVG.format("&e;")),
    "a style sheet that makes pages": ("x.svg", '<?xml-stylesheet type="text/xsl" href="x"?>' + SVG.format("")),
    "a drawing with a mistake": ("x.svg", SVG.format("<g>")),
    "HTML as XML": ("x.xml", '<a><script xmlns="http://www.w3.org/1999/xhtml"/></a>'),
    "a packed drawing": ("x.svgz", "x"),
    "XML that brings its own": ("x.xml", f'<?xml-stylesheet type="text/xsl" href="#s" title="text/css"?><a>{XSL}</a>'),
    "a style sheet in XML that is named by none": ("x.xml", f"<a>{XSL}</a>"),
    "a style sheet that is XML": ("x.xml", '<a xmlns:x="http://www.w3.org/1999/XSL/Transform" x:version="1.0"/>'),
    "a style sheet without a type": ("x.svg", '<?xml-stylesheet href="x.css"?>' + SVG.format("")),
    "a style sheet of two types": ("x.svg", TWO_TYPES + SVG.format("")),
    "a type among other words": ("x.svg", '<?xml-stylesheet href="type=" type="text/xsl text/css"?>' + SVG.format("")),
    "a style sheet of no drawing": ("x.xml", '<?xml-stylesheet type="text/css" href="x"?><a/>'),
    "a document type of no drawing": ("x.xml", "<!DOCTYPE a><a/>"),
    "attributes for all": ("x.svg", "<!DOCTYPE svg [<!ATTLIST svg id ID #IMPLIED>]>" + SVG.format("")),
    "declarations that are put together": ("x.svg", "<!DOCTYPE svg [<!ENTITY % p ''> %p;]>" + SVG.format("")),
    "a schema": ("x.xsd", PAGE),
    "a formula": ("x.mml", PAGE),
    "XML by another name": ("x.foo", f'\n<?xml version="1.0"?>{PAGE}'.lstrip()),
    "XML by another name in UTF-16": ("x.foo", f'<?xml version="1.0" encoding="UTF-16"?>{PAGE}'.encode("utf-16")),
}


@pytest.mark.parametrize(("name", "text"), ACTIVE.values(), ids=ACTIVE)
def test_what_runs_when_it_is_opened_is_told(name: str, text: str | bytes, made: Callable[..., Outcome]) -> None:
    (one,) = told(made({**SEED, f"content/media/{name}": text, "content/site.yaml": "media: all\n"}), "active-media")
    assert one.startswith(f'content/media/{name}: warning[active-media]: "{name}" ')


HARMLESS = {
    "a drawing": ("x.svg", SVG.format('<a href="https://e.org/?javascript:x"/><text>on onclick=</text>')),
    "as drawing programs write it": (
        "x.svg",
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x" [<!ENTITY n "u">]>'
        + SVG.format('<metadata xmlns:n="&n;" xmlns:h="http://www.w3.org/1999/xhtml"/>'),
    ),
    "with CSS": ("x.svg", "<?xml-stylesheet href='x.css' type='text/css' media=\"print\"?>" + SVG.format("")),
    "words that are XML": ("x.txt", f'<?xml version="1.0"?>{PAGE}'),
    "in UTF-16": ("x.svg", SVG.format("<g/>").encode("utf-16")),
    "XML": ("x.xml", "<tei><p>x</p></tei>"),
    "words": ("x.txt", "<script>"),
    "a picture": ("x.png", picture("PNG")),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data"), HARMLESS.values(), ids=HARMLESS)
def test_what_runs_nothing_is_not(name: str, data: str | bytes, made: Callable[..., Outcome]) -> None:
    outcome = made({**SEED, f"content/media/{name}": data, "content/site.yaml": "media: all\n"})
    assert [str(problem) for problem in outcome.problems] == []


# --- the ways of a build

STEPS: list[dict[str, str | bytes]] = [
    {"seeds/a.md": "# A\n\nWords.\n"},
    {"seeds/a.md": "# A\n\nWords. ![x](media/x.png)\n"},  # the first use
    {"seeds/b.md": "# B\n\nMore. ![x](media/x.png)\n"},
    {"seeds/a.md": "# A\n\nWords.\n"},  # one of two goes
    {"seeds/b.md": "# B\n\nMore.\n"},  # the last one
    {"seeds/b.md": "# B\n\nMore. ![x](media/y.png)\n"},
    {"content/media/y.png": in_png(picture("PNG"), (b"tEXt", b"Author\x00Jane"))},
    {"content/site.yaml": "media_metadata: strip\n"},
    {"content/site.yaml": "media_metadata: keep\n"},
    {"content/site.yaml": "media: all\n"},
    {"content/media/y.png": in_png(picture("PNG"), (b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + XMP.encode()))},
]


def each_step() -> Iterator[dict[str, bytes]]:
    files: dict[str, str | bytes] = {**SEED, "seeds/b.md": "# B\n\nMore.\n"}
    files |= {f"content/media/{name}.png": picture("PNG") for name in "xy"}
    for step in STEPS:
        files |= step
        yield {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}


@pytest.mark.parametrize("way", ["build", "preview"])
def test_whatever_is_named_anew_or_no_more_the_site_is_that_of_a_clean_build(tmp_path: Path, way: str) -> None:
    here, asked = Place(tmp_path / "here"), Options(tmp_path / "here", tmp_path / "here/public", search=False)
    live = PreviewBuilder(asked)
    for number, files in enumerate(each_step()):
        written = here.write(files)
        clean = Place(tmp_path / f"clean-{number}")
        clean.write(files)
        wanted = build(replace(asked, root=clean.root, output=clean.root / "public"))
        outcome = build(asked) if way == "build" else live.build(frozenset(written) if number else None)
        if way == "preview" and live.has_deferred:
            outcome = live.run_deferred() or outcome
        assert differences(here.root / "public", tree(clean.root / "public")) == ""
        assert (list(outcome.problems), outcome.stats.unused) == (list(wanted.problems), wanted.stats.unused)


def test_a_picture_is_looked_into_once(
    tmp_path: Path, made: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    tells = metadata.metadata_of
    monkeypatch.setattr(metadata, "metadata_of", lambda file: looked.append(file) or tells(file))
    monkeypatch.setattr("sitegen.files.signatures._TICK", 0)
    files = {**SEED, **ANA}
    first = told(made(files), "picture-tells")
    assert (len(first), len(looked)) == (1, 1)
    assert told(made({**files, "seeds/more.txt": "More\n\nWords.\n"}), "picture-tells") == first
    assert len(looked) == 1
    other = in_png(picture("PNG"), (b"tEXt", b"Author\x00Jane"))
    assert told(made({**files, "content/media/ana.jpg": other}), "picture-tells") != first
    assert len(looked) == 2
    assert len(CacheFolder(tmp_path, tmp_path / "public").load("media", dict[str, MediaFacts])) == 1


def test_a_check_tells_what_a_build_does(tmp_path: Path, made: Callable[..., Outcome]) -> None:
    for settings in ("", "media_metadata: strip\n", "media: all\n"):
        outcome = made({**SEED, **ANA, "content/media/x.html": "x", "content/site.yaml": settings})
        asked = check(Options(tmp_path, "", search=False))
        assert (list(asked.problems), asked.stats.unused) == (list(outcome.problems), outcome.stats.unused)
