"""How Pelican makes the same site: people are its tags, topics its authors, kinds of records its categories."""

SITENAME = "Archive"
SITEURL = ""
FEED_DOMAIN = "https://example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
LOCALE = "C"
DEFAULT_DATE_FORMAT = "%d %B %Y"
PLUGINS: list[str] = []
# Without the highlighting of code, of which there is none.
MARKDOWN = {"extension_configs": {"markdown.extensions.meta": {}}, "output_format": "html5"}

PATH = "content"
ARTICLE_PATHS = ["articles", "claims", "notes"]
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
THEME = "theme"
THEME_STATIC_DIR = ""

SLUGIFY_SOURCE = "basename"
ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = "people/{slug}/"
TAG_SAVE_AS = "people/{slug}/index.html"
TAGS_SAVE_AS = "people/index.html"
AUTHOR_URL = "topics/{slug}/"
AUTHOR_SAVE_AS = "topics/{slug}/index.html"
AUTHORS_SAVE_AS = "topics/index.html"

DIRECT_TEMPLATES = ["index", "tags", "authors"]
PAGINATED_TEMPLATES = {"category": None, "tag": None, "author": None}
DEFAULT_PAGINATION = 50
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 30
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
