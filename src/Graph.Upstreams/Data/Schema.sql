-- Ids are text; times are Unix milliseconds; prices are minor units (cents).
CREATE TABLE products (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL, category TEXT NOT NULL, brand TEXT NOT NULL,
    price INTEGER NOT NULL, currency TEXT NOT NULL, image_url TEXT NOT NULL, seller_id TEXT NOT NULL,
    version INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX products_by_name ON products (name, id);
CREATE INDEX products_by_price ON products (price, id);
CREATE INDEX products_by_creation ON products (created_at, id);
CREATE INDEX products_by_update ON products (updated_at, id);
CREATE INDEX products_by_category ON products (category, name, id);

-- The check is the last guard of "stock is never negative"; the statements above it never reach it.
CREATE TABLE inventory (
    product_id TEXT PRIMARY KEY, available INTEGER NOT NULL CHECK (available >= 0), reserved INTEGER NOT NULL CHECK (reserved >= 0),
    warehouse TEXT NOT NULL, version INTEGER NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX inventory_by_update ON inventory (updated_at, product_id);

CREATE TABLE reviews (
    id TEXT PRIMARY KEY, product_id TEXT NOT NULL, author_id TEXT NOT NULL, rating INTEGER NOT NULL, title TEXT, body TEXT NOT NULL,
    helpful INTEGER NOT NULL, version INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX reviews_by_product ON reviews (product_id, created_at, id, rating);
CREATE INDEX reviews_by_author ON reviews (author_id, product_id);
CREATE INDEX reviews_by_update ON reviews (updated_at, id);

CREATE TABLE users (
    id TEXT PRIMARY KEY, username TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, avatar_url TEXT,
    member_since INTEGER NOT NULL, version INTEGER NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX users_by_update ON users (updated_at, id);

CREATE TABLE preferences (
    user_id TEXT PRIMARY KEY, currency TEXT NOT NULL, language TEXT NOT NULL, newsletter INTEGER NOT NULL,
    version INTEGER NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE activity (id TEXT PRIMARY KEY, user_id TEXT NOT NULL, kind TEXT NOT NULL, product_id TEXT, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX activity_by_user ON activity (user_id, at, id);

-- The items of a cart or an order are written with it, as one; they are kept as a JSON array.
CREATE TABLE orders (
    id TEXT PRIMARY KEY, user_id TEXT, items TEXT NOT NULL, total INTEGER NOT NULL, currency TEXT NOT NULL, status TEXT NOT NULL,
    placed_at INTEGER NOT NULL, version INTEGER NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX orders_by_user ON orders (user_id, placed_at, id);

CREATE TABLE carts (
    id TEXT PRIMARY KEY, owner_id TEXT, items TEXT NOT NULL, version INTEGER NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE UNIQUE INDEX carts_by_owner ON carts (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX carts_by_update ON carts (updated_at, id);

CREATE TABLE recommendations (product_id TEXT PRIMARY KEY, items TEXT NOT NULL, version INTEGER NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX recommendations_by_update ON recommendations (updated_at, product_id);

CREATE TABLE product_views (product_id TEXT PRIMARY KEY, total INTEGER NOT NULL, recent INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE analytics (
    product_id TEXT PRIMARY KEY, views INTEGER NOT NULL, purchases INTEGER NOT NULL, conversion_rate REAL NOT NULL, trend_score REAL NOT NULL,
    version INTEGER NOT NULL, updated_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX analytics_by_trend ON analytics (trend_score, product_id);
CREATE INDEX analytics_by_update ON analytics (updated_at, product_id);

CREATE TABLE sequences (name TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;

-- AUTOINCREMENT: an id is never used twice, so that the order of ids is the order of events even after deliveries.
CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL);

CREATE TABLE idempotency (
    key TEXT PRIMARY KEY, fingerprint BLOB NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL, content_type TEXT NOT NULL,
    version INTEGER, location TEXT, created_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX idempotency_by_age ON idempotency (created_at);
