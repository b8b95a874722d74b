"""The tables of the catalogue."""

from __future__ import annotations

# A fact that is absent where papers have gone since the file was last written anew
# (:mod:`corpus.storage.traces`), and in files of earlier versions, which never were.
CLEAN = "clean"

# ``papers.state`` is the state machine of ingest:
#   reading   the file is kept in papers/, nothing is read yet
#   stored    pages, items and passages are written; vectors are still being made
#   vectors   every passage has its vectors here; the index is being told
#   complete  visible: the only state that any query sees
#   leaving   invisible at once; its vectors, rows and file are being deleted
# ``papers.came_as`` is the name under which a file was added, which ``file_name`` may tell apart
# from a paper of another meeting; ``batch`` is the same for all that one add brought.
# ``access`` of what stands in a paper is exempt where it stands on an exempt page of an
# open paper; a paper that is exempt as a whole says so in ``papers`` alone.
TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Which papers changed with each of the last generations, by number; 0 stands for all.
CREATE TABLE changes (
    generation INTEGER NOT NULL, paper INTEGER NOT NULL, PRIMARY KEY (generation, paper)
) WITHOUT ROWID;

CREATE TABLE papers (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    file_name TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    committee TEXT,
    meeting_date TEXT,
    access TEXT NOT NULL,
    source_url TEXT,
    page_count INTEGER NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('reading', 'stored', 'vectors', 'complete', 'leaving')),
    given TEXT,
    passage_count INTEGER NOT NULL DEFAULT 0,
    unread_pages INTEGER NOT NULL DEFAULT 0,
    embedder TEXT,
    added TEXT NOT NULL,
    form TEXT NOT NULL DEFAULT '[]',
    scans INTEGER NOT NULL DEFAULT 0,
    exempt_pages INTEGER NOT NULL DEFAULT 0,
    exempt_passages INTEGER NOT NULL DEFAULT 0,
    reading INTEGER NOT NULL DEFAULT 0,
    corrections TEXT NOT NULL DEFAULT '',
    taught TEXT NOT NULL DEFAULT '',
    came_as TEXT NOT NULL DEFAULT '',
    batch INTEGER NOT NULL DEFAULT 0,
    letterhead TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX paper_ids ON papers (id) WHERE state = 'complete';
CREATE UNIQUE INDEX paper_names ON papers (file_name) WHERE state = 'complete';
CREATE INDEX paper_dates ON papers (meeting_date) WHERE state = 'complete';

CREATE TABLE pages (
    page INTEGER PRIMARY KEY,
    paper INTEGER NOT NULL REFERENCES papers (seq) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    label TEXT,
    label_source TEXT NOT NULL,
    width REAL NOT NULL,
    height REAL NOT NULL,
    rotation INTEGER NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    furniture TEXT NOT NULL,
    problem TEXT,
    words TEXT NOT NULL DEFAULT '[]',
    access TEXT NOT NULL DEFAULT 'public',
    paragraphs TEXT NOT NULL DEFAULT '[]',
    annotations TEXT NOT NULL DEFAULT '[]',
    UNIQUE (paper, number)
);
CREATE INDEX page_sources ON pages (source, paper, number);
-- All that a search by words asks of a page: its own row is long, and most of it words.
CREATE INDEX page_places ON pages (page, paper, number, access);

-- Who may see a paper that has gone, and which of its pages are closed, as an officer said,
-- by its id: its file may be added again.
CREATE TABLE marks (id TEXT PRIMARY KEY, given TEXT NOT NULL) WITHOUT ROWID;

-- Papers that have gone and whose files are put aside, because the paper that replaced them
-- (newer) was to keep them: by id, with the name that it had and when it went.
CREATE TABLE superseded (
    id TEXT PRIMARY KEY, newer TEXT NOT NULL, file_name TEXT NOT NULL, since TEXT NOT NULL
) WITHOUT ROWID;
-- What stood on their pages, to tell what changed; searched and quoted never.
CREATE TABLE superseded_pages (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    furniture TEXT NOT NULL,
    access TEXT NOT NULL,
    PRIMARY KEY (id, number)
) WITHOUT ROWID;
-- When papers came, by id: any version of it (first), this one (seen). A site says when a version
-- was published, as a day: this one (published), the first (begun). It outlives readings of the
-- paper, and stays of a version that is put aside.
CREATE TABLE arrivals (
    id TEXT PRIMARY KEY, first TEXT NOT NULL, seen TEXT NOT NULL, published TEXT, begun TEXT
) WITHOUT ROWID;

-- What OCR made of a page, by the id of its paper: it outlives readings of the paper.
-- papers.scans is how many of them the paper's reading has taken in.
CREATE TABLE scans (
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    record TEXT NOT NULL,
    failed INTEGER NOT NULL,
    PRIMARY KEY (id, number)
) WITHOUT ROWID;

-- What officers said of the register, by the id of its paper: it outlives readings of the paper.
-- Page, start, upto and words tell what each is about; record holds all of it.
-- papers.corrections is the digest of what the paper's reading has taken in.
CREATE TABLE corrections (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    correction TEXT NOT NULL,
    kind TEXT NOT NULL,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    upto INTEGER NOT NULL,
    words TEXT NOT NULL,
    record TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    UNIQUE (id, correction)
);

-- Papers whose register an officer said to be right and to lack nothing.
-- papers.taught is the digest of those of its body that taught the paper's reading, '' of none.
CREATE TABLE complete_registers (
    id TEXT PRIMARY KEY,
    record TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL
) WITHOUT ROWID;

-- What officers said of links between a decision and what came of it, by the ids of their papers:
-- it outlives readings of both. link is the id of what is linked; record holds all of it.
CREATE TABLE links (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    link TEXT NOT NULL UNIQUE,
    earlier TEXT NOT NULL,
    later TEXT NOT NULL,
    record TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL
);

-- Named sets of papers, by the ids of these: they outlive readings of a paper.
CREATE TABLE collections (
    collection INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE
);
CREATE TABLE collected (
    collection INTEGER NOT NULL REFERENCES collections (collection) ON DELETE CASCADE,
    id TEXT NOT NULL,
    PRIMARY KEY (collection, id)
) WITHOUT ROWID;

CREATE TABLE items (
    paper INTEGER NOT NULL REFERENCES papers (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    first_page INTEGER,
    last_page INTEGER,
    source TEXT NOT NULL,
    form TEXT NOT NULL,
    access TEXT NOT NULL DEFAULT 'public',
    PRIMARY KEY (paper, position)
) WITHOUT ROWID;

CREATE TABLE meetings (
    paper INTEGER NOT NULL REFERENCES papers (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    committee TEXT,
    date TEXT,
    venue TEXT,
    first_page INTEGER NOT NULL,
    last_page INTEGER NOT NULL,
    present TEXT,
    in_attendance TEXT,
    apologies TEXT,
    interests TEXT,
    access TEXT NOT NULL DEFAULT 'public',
    PRIMARY KEY (paper, position)
) WITHOUT ROWID;

CREATE TABLE resolutions (
    paper INTEGER NOT NULL REFERENCES papers (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    item TEXT,
    number TEXT,
    title TEXT,
    text TEXT NOT NULL,
    outcome TEXT NOT NULL,
    outcome_class TEXT NOT NULL,
    committee TEXT,
    date TEXT,
    spans TEXT NOT NULL,
    mover TEXT,
    seconder TEXT,
    vote TEXT,
    access TEXT NOT NULL DEFAULT 'public',
    outcome_spans TEXT NOT NULL DEFAULT '[]',
    moved_spans TEXT NOT NULL DEFAULT '[]',
    vote_spans TEXT NOT NULL DEFAULT '[]',
    kind TEXT NOT NULL DEFAULT 'decision',
    corrected TEXT,
    PRIMARY KEY (paper, position)
) WITHOUT ROWID;

CREATE TABLE table_rows (
    paper INTEGER NOT NULL REFERENCES papers (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    record TEXT NOT NULL,
    access TEXT NOT NULL DEFAULT 'public',
    PRIMARY KEY (paper, position)
) WITHOUT ROWID;

CREATE TABLE problems (
    paper INTEGER NOT NULL REFERENCES papers (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    page INTEGER NOT NULL,
    reason TEXT NOT NULL,
    access TEXT NOT NULL DEFAULT 'public',
    PRIMARY KEY (paper, position)
) WITHOUT ROWID;

-- Why pages are closed where nobody said so: "closed", or "suspected" until an officer decides.
-- page is that of the words, 0 for the name of the file. Only cleared people may see them.
CREATE TABLE closings (
    paper INTEGER NOT NULL REFERENCES papers (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    level TEXT NOT NULL,
    first_page INTEGER NOT NULL,
    last_page INTEGER NOT NULL,
    page INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (paper, position)
) WITHOUT ROWID;

CREATE TABLE acronyms (
    paper INTEGER NOT NULL REFERENCES papers (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    short TEXT NOT NULL,
    long TEXT NOT NULL,
    access TEXT NOT NULL DEFAULT 'public',
    PRIMARY KEY (paper, position)
) WITHOUT ROWID;

CREATE TABLE passages (
    passage INTEGER PRIMARY KEY,
    paper INTEGER NOT NULL REFERENCES papers (seq) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    item TEXT,
    pages TEXT NOT NULL,
    spans TEXT NOT NULL,
    headings TEXT NOT NULL,
    text TEXT NOT NULL,
    context TEXT NOT NULL,
    kind TEXT NOT NULL,
    labelled TEXT,
    cells TEXT NOT NULL,
    access TEXT NOT NULL DEFAULT 'public',
    UNIQUE (paper, position),
    UNIQUE (paper, id)
);
CREATE INDEX passage_ids ON passages (id);
-- All that a search by words asks of a passage.
CREATE INDEX passage_places ON passages (passage, paper, id, item, access);

-- What is masked for the public, by the rules that the fact ``masks`` holds: characters and words
-- of pages, and what of pages and passages is searched without them.
CREATE TABLE masked_pages (
    page INTEGER PRIMARY KEY REFERENCES pages (page) ON DELETE CASCADE,
    masks TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE masked_passages (
    passage INTEGER PRIMARY KEY REFERENCES passages (passage) ON DELETE CASCADE,
    context TEXT NOT NULL,
    body TEXT NOT NULL
);

-- What was made of a window of passages, called by the digest of its words, for all that read
-- alike; in the form of :mod:`corpus.storage.packed`. It goes with the last passage that has a
-- place in it: vectors tell of words.
CREATE TABLE windows (
    window INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    ends BLOB NOT NULL,
    dense BLOB NOT NULL,
    ids BLOB NOT NULL,
    scales BLOB NOT NULL,
    tokens BLOB NOT NULL
);
CREATE TABLE vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages (passage) ON DELETE CASCADE,
    window INTEGER NOT NULL REFERENCES windows (window),
    place INTEGER NOT NULL
);
CREATE INDEX window_places ON vectors (window);
CREATE TRIGGER window_left AFTER DELETE ON vectors
    WHEN NOT EXISTS (SELECT 1 FROM vectors WHERE window = OLD.window)
    BEGIN DELETE FROM windows WHERE window = OLD.window; END;

-- How many passages of complete papers hold a token of the model, or a word.
CREATE TABLE token_frequencies (
    token INTEGER PRIMARY KEY, every INTEGER NOT NULL, public INTEGER NOT NULL
);
CREATE TABLE word_frequencies (
    word TEXT PRIMARY KEY, every INTEGER NOT NULL, public INTEGER NOT NULL
) WITHOUT ROWID;

CREATE VIRTUAL TABLE passage_words USING fts5 (
    context, body, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE page_words USING fts5 (
    body, tokenize = 'porter unicode61 remove_diacritics 2'
);

-- The same words of what anyone may see, and of nothing else: how much a word weighs
-- in a search depends on all rows of an index, and must tell of no exempt page.
CREATE VIRTUAL TABLE open_passage_words USING fts5 (
    context, body, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE open_page_words USING fts5 (
    body, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);
"""
