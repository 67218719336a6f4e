-- The catalogue of a collection. It is the truth: every index can be rebuilt from it.
-- Times are ISO 8601 in UTC; JSON columns hold one object or array.

CREATE TABLE IF NOT EXISTS capture (           -- one fetch, or one file brought in
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,                         -- as asked for
    final_url TEXT NOT NULL,                   -- after redirects
    fetched TEXT NOT NULL,
    status INTEGER,                            -- HTTP status; NULL for an import
    headers TEXT NOT NULL DEFAULT '{}',
    media_type TEXT,                           -- as served; extraction decides by content
    sha256 TEXT,                               -- NULL when there are no bytes (unchanged, gone, blocked, failed)
    size INTEGER,
    state TEXT NOT NULL CHECK (state IN ('ok', 'unchanged', 'gone', 'blocked', 'failed')),
    how TEXT NOT NULL CHECK (how IN ('live', 'archive', 'import')),
    kind TEXT NOT NULL CHECK (kind IN ('list', 'page', 'attachment', 'file', 'decision')),
    force TEXT,                                -- slug of the force whose log it came from
    title TEXT, published TEXT, reference TEXT, category TEXT, labels TEXT NOT NULL DEFAULT '{}',
    parent TEXT,                               -- url of the page that it hangs from
    message TEXT,
    run INTEGER REFERENCES run (id)
);
CREATE INDEX IF NOT EXISTS capture_url ON capture (url, id);
CREATE INDEX IF NOT EXISTS capture_sha256 ON capture (sha256);
CREATE INDEX IF NOT EXISTS capture_parent ON capture (parent);
CREATE INDEX IF NOT EXISTS capture_force ON capture (force);

CREATE TABLE IF NOT EXISTS frontier (          -- what the crawler still has to fetch, and has fetched
    id INTEGER PRIMARY KEY,                    -- in the order in which addresses were found
    force TEXT NOT NULL,
    key TEXT NOT NULL,                         -- what two spellings of the address have in common
    url TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('list', 'page', 'attachment')),
    source INTEGER NOT NULL DEFAULT 0,         -- which of the force's sources
    parent TEXT,                               -- key of the list's start, or of the page it hangs from
    listing TEXT NOT NULL DEFAULT '{}',        -- the listing's own facts about the entry
    published TEXT,                            -- of these, the date
    twin TEXT,                                 -- what the two languages of one entry have in common
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN (
        'pending', 'waiting',                  -- waiting: Welsh, until all English entries are known
        'done', 'gone', 'blocked', 'failed',
        'twin', 'erased')),                    -- no entry's, or counted once under another address; forgotten on request
    due INTEGER NOT NULL DEFAULT 0,            -- the list shows that it changed
    seen INTEGER,                              -- the round in which its list or page last showed it
    checked INTEGER,                           -- the round that last asked for it
    outcome TEXT,                              -- what that round found: new, changed, unchanged, gone, …
    tries INTEGER NOT NULL DEFAULT 0,
    etag TEXT, last_modified TEXT,
    digest TEXT,                               -- of what a reader of it sees
    asked TEXT,                                -- when
    UNIQUE (force, key)
);
CREATE INDEX IF NOT EXISTS frontier_kind ON frontier (force, kind);
CREATE INDEX IF NOT EXISTS frontier_parent ON frontier (force, parent);
CREATE INDEX IF NOT EXISTS frontier_twin ON frontier (force, twin);

CREATE TABLE IF NOT EXISTS crawl (             -- the rounds of each force's crawl
    force TEXT NOT NULL,
    round INTEGER NOT NULL,
    started TEXT NOT NULL,
    touched TEXT NOT NULL,                     -- when it last fetched something
    ended TEXT,                                -- NULL: killed; the next crawl goes on with it
    complete INTEGER,
    entries INTEGER,
    result TEXT,                               -- as the command printed it
    PRIMARY KEY (force, round)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS spent (             -- requests made of each site, for its nightly budget
    site TEXT NOT NULL,                        -- its host, without www.
    night TEXT NOT NULL,                       -- the day on whose noon the night began
    requests INTEGER NOT NULL,
    PRIMARY KEY (site, night)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS output (            -- what a stage made of one input
    stage TEXT NOT NULL,
    key TEXT NOT NULL,
    input TEXT NOT NULL,                       -- digest of what it was made from
    version TEXT NOT NULL,                     -- of what made it
    made TEXT NOT NULL,
    value BLOB NOT NULL,                       -- JSON, compressed with zlib
    PRIMARY KEY (stage, key)
);

CREATE TABLE IF NOT EXISTS failure (
    stage TEXT NOT NULL,
    key TEXT NOT NULL,
    url TEXT, force TEXT,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    traceback TEXT,
    input TEXT, version TEXT,                  -- so that a newer input or maker is tried again
    tries INTEGER NOT NULL DEFAULT 1,
    last TEXT NOT NULL,
    PRIMARY KEY (stage, key)
);

CREATE TABLE IF NOT EXISTS run (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT,                                -- NULL: still running, or killed
    counts TEXT NOT NULL DEFAULT '{}'
);

CREATE TABLE IF NOT EXISTS correction (        -- a person's correction of a reading
    id INTEGER PRIMARY KEY,
    response TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,                       -- JSON
    why TEXT NOT NULL,
    made TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS correction_response ON correction (response);

CREATE TABLE IF NOT EXISTS joining (           -- a person's word on which letters answer one request
    id INTEGER PRIMARY KEY,                    -- a later one overrides an earlier one
    act TEXT NOT NULL CHECK (act IN ('merge', 'split')),
    robin TEXT NOT NULL,                       -- JSON: the letters of the round robin that it is about
    responses TEXT NOT NULL,                   -- JSON: the letters that are joined to them, or taken out
    why TEXT NOT NULL,
    made TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS tombstone (         -- what was erased on request; the address is not fetched again
    url TEXT NOT NULL,
    sha256 TEXT,
    why TEXT NOT NULL,
    made TEXT NOT NULL,
    PRIMARY KEY (url, sha256)
);

CREATE TABLE IF NOT EXISTS release (           -- quarantined bytes that the operator let through
    sha256 TEXT PRIMARY KEY,
    made TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS disposition (       -- what became of a stored capture; none yet: pending
    capture INTEGER PRIMARY KEY REFERENCES capture (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('read', 'non-response', 'failed', 'quarantined')),
    message TEXT                               -- why it was not read
);
