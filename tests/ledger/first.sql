-- A ledger of schema 0001, as SQL: the tests open it with every later version.
PRAGMA journal_mode=WAL;
PRAGMA application_id=1463964231;
CREATE TABLE weighbridge_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT weighbridge_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE documents (
	seq INTEGER NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	url TEXT,
	publisher TEXT,
	published TEXT,
	known TEXT,
	title TEXT,
	text TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	added TEXT NOT NULL,
	PRIMARY KEY (seq),
	UNIQUE (id)
);
CREATE INDEX documents_name ON documents (name);
CREATE TABLE readings (
	seq INTEGER NOT NULL,
	document TEXT NOT NULL,
	reader TEXT NOT NULL,
	version TEXT NOT NULL,
	added TEXT NOT NULL,
	PRIMARY KEY (seq),
	CONSTRAINT readings_once UNIQUE (document, reader, version),
	FOREIGN KEY(document) REFERENCES documents (id)
);
CREATE INDEX readings_document ON readings (document, seq);
CREATE TABLE statements (
	seq INTEGER NOT NULL,
	reading INTEGER NOT NULL,
	id TEXT NOT NULL,
	document TEXT NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	evidence TEXT NOT NULL,
	supplier TEXT NOT NULL,
	recipient TEXT NOT NULL,
	item TEXT,
	stage TEXT NOT NULL,
	stance TEXT NOT NULL,
	certainty TEXT NOT NULL,
	source TEXT NOT NULL,
	country TEXT,
	published TEXT,
	known TEXT,
	confidence FLOAT NOT NULL,
	fields TEXT NOT NULL,
	PRIMARY KEY (seq),
	CONSTRAINT statements_once UNIQUE (id, reading),
	FOREIGN KEY(reading) REFERENCES readings (seq),
	FOREIGN KEY(document) REFERENCES documents (id)
);
CREATE INDEX statements_pair ON statements (supplier, recipient);
CREATE INDEX statements_document ON statements (document);
CREATE INDEX statements_undated ON statements (supplier, recipient) WHERE known IS NULL;
CREATE TABLE measures (
	seq INTEGER NOT NULL,
	reading INTEGER NOT NULL,
	id TEXT NOT NULL,
	document TEXT NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	kind TEXT NOT NULL,
	stance TEXT NOT NULL,
	imposer TEXT,
	target TEXT,
	target_country TEXT,
	published TEXT,
	known TEXT,
	fields TEXT NOT NULL,
	PRIMARY KEY (seq),
	CONSTRAINT measures_once UNIQUE (id, reading),
	FOREIGN KEY(reading) REFERENCES readings (seq),
	FOREIGN KEY(document) REFERENCES documents (id)
);
CREATE INDEX measures_document ON measures (document);
CREATE TABLE reviews (
	seq INTEGER NOT NULL,
	id TEXT NOT NULL,
	statement TEXT NOT NULL,
	verdict TEXT NOT NULL,
	supplier TEXT,
	recipient TEXT,
	fields TEXT,
	reason TEXT NOT NULL,
	name TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (seq),
	UNIQUE (id)
);
CREATE INDEX reviews_statement ON reviews (statement, seq);
CREATE INDEX reviews_pair ON reviews (supplier, recipient);
CREATE TABLE bands (
	document INTEGER NOT NULL,
	band INTEGER NOT NULL,
	hash BIGINT NOT NULL,
	PRIMARY KEY (document, band),
	FOREIGN KEY(document) REFERENCES documents (seq)
)
 WITHOUT ROWID
;
CREATE INDEX bands_hash ON bands (hash, band);
CREATE TABLE resemblances (
	a TEXT NOT NULL,
	b TEXT NOT NULL,
	share FLOAT NOT NULL,
	PRIMARY KEY (a, b),
	FOREIGN KEY(a) REFERENCES documents (id),
	FOREIGN KEY(b) REFERENCES documents (id)
)
 WITHOUT ROWID
;
CREATE INDEX resemblances_b ON resemblances (b);
CREATE TABLE transfers (
	id TEXT NOT NULL,
	supplier TEXT NOT NULL,
	recipient TEXT NOT NULL,
	goods TEXT,
	stage TEXT,
	likelihood FLOAT,
	first TEXT,
	last TEXT,
	fields TEXT NOT NULL,
	PRIMARY KEY (id)
);
CREATE INDEX transfers_pair ON transfers (supplier, recipient);
CREATE TABLE memberships (
	statement TEXT NOT NULL,
	transfer TEXT,
	origin TEXT,
	supplier TEXT NOT NULL,
	recipient TEXT NOT NULL,
	PRIMARY KEY (statement)
);
CREATE INDEX memberships_transfer ON memberships (transfer);
CREATE INDEX memberships_pair ON memberships (supplier, recipient);
CREATE TABLE stale (
	supplier TEXT NOT NULL,
	recipient TEXT NOT NULL,
	mark BIGINT NOT NULL,
	PRIMARY KEY (supplier, recipient)
)
 WITHOUT ROWID
;
CREATE VIRTUAL TABLE documents_words USING fts5(title, text, content='documents', content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER documents_words_added AFTER INSERT ON documents BEGIN INSERT INTO documents_words (rowid, title, text) VALUES (new.seq, new.title, new.text); END;
CREATE VIRTUAL TABLE statements_words USING fts5(evidence, content='statements', content_rowid='seq', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER statements_words_added AFTER INSERT ON statements BEGIN INSERT INTO statements_words (rowid, evidence) VALUES (new.seq, new.evidence); END;
INSERT INTO weighbridge_version ("version_num") VALUES ('0001');
INSERT INTO documents ("seq", "id", "name", "url", "publisher", "published", "known", "title", "text", "sha256", "added") VALUES (1, '28e93fdc3736562d64a8', 'report-0', 'https://news.example/0', 'News', NULL, NULL, 'No 0', 'Report 0: RU sent someone 2 missiles. Report 0: PL sent IR 3 missiles. Report 0: KP sent RU 4 missiles. ', '17366f5bc44963e7edd1c659f2798ad0916584d8e4ad26d9760cd1b5bdac7fe8', '2024-05-01T00:00:00+00:00');
INSERT INTO documents ("seq", "id", "name", "url", "publisher", "published", "known", "title", "text", "sha256", "added") VALUES (2, 'ca7a4469a2b7998a2951', 'report-1', 'https://news.example/1', 'News', '2024-02-02', '2024-02-02', 'No 1', 'Report 1: UA sent KP 2 missiles. Report 1: PL sent IR 3 missiles. Report 1: PL sent RU 4 missiles. ', '7c6f7370e7ac4d0dc9133fcff0a7dbbd9f626127cf47fa41554b2a402ffef044', '2024-05-01T00:00:00+00:00');
INSERT INTO documents ("seq", "id", "name", "url", "publisher", "published", "known", "title", "text", "sha256", "added") VALUES (3, 'f5f8d09c832eda2276c8', 'report-2', 'https://news.example/2', 'News', '2024-03-03', '2024-03-03', 'No 2', 'Report 2: PL sent someone 2 missiles. Report 2: PL sent IR 3 missiles. Report 2: UA sent IR 4 missiles. ', 'bd9a8f34addfff8471f13d1abb98ef3ebb6058b4d9122a6b6c92de0b709f9d0f', '2024-05-01T00:00:00+00:00');
INSERT INTO documents ("seq", "id", "name", "url", "publisher", "published", "known", "title", "text", "sha256", "added") VALUES (4, 'e8793233b8d78922718f', 'report-3', 'https://news.example/3', 'News', '2024-04-04', '2024-04-04', 'No 3', 'Report 3: UA sent KP 2 missiles. Report 3: KP sent UA 3 missiles. Report 3: IR sent KP 4 missiles. ', '1e674323fe3c332591efeaa4d6df67bccf5fa3baff28c84142fdd628629fcc42', '2024-05-01T00:00:00+00:00');
INSERT INTO documents ("seq", "id", "name", "url", "publisher", "published", "known", "title", "text", "sha256", "added") VALUES (5, '680d505de1d9f6591dbe', 'report-4', 'https://news.example/4', 'News', '2024-05-05', '2024-05-05', 'No 4', 'Report 4: UA sent IR 2 missiles. Report 4: PL sent RU 3 missiles. Report 4: RU sent UA 4 missiles. ', '49da936a3c006f3e6dd3c7c9a2f3bbc427434720a86b86864e0db3c38c0b4530', '2024-05-01T00:00:00+00:00');
INSERT INTO readings ("seq", "document", "reader", "version", "added") VALUES (1, '28e93fdc3736562d64a8', 'rules', '1', '2024-05-01T00:00:00+00:00');
INSERT INTO readings ("seq", "document", "reader", "version", "added") VALUES (2, 'ca7a4469a2b7998a2951', 'rules', '1', '2024-05-01T00:00:00+00:00');
INSERT INTO readings ("seq", "document", "reader", "version", "added") VALUES (3, 'f5f8d09c832eda2276c8', 'rules', '1', '2024-05-01T00:00:00+00:00');
INSERT INTO readings ("seq", "document", "reader", "version", "added") VALUES (4, 'e8793233b8d78922718f', 'rules', '1', '2024-05-01T00:00:00+00:00');
INSERT INTO readings ("seq", "document", "reader", "version", "added") VALUES (5, '680d505de1d9f6591dbe', 'rules', '1', '2024-05-01T00:00:00+00:00');
INSERT INTO readings ("seq", "document", "reader", "version", "added") VALUES (6, 'f5f8d09c832eda2276c8', 'rules', '2', '2024-05-01T00:00:00+00:00');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (1, 1, '1964f01eca5826052b64', '28e93fdc3736562d64a8', 0, 37, 'Report 0: RU sent someone 2 missiles.', 'RU', '', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', NULL, NULL, 0.5, '{"certainty":"certain","confidence":0.5,"end":37,"evidence":"Report 0: RU sent someone 2 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":null,"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":0,"supplier":{"code":"RU","text":"RU"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (2, 1, '12c69cb2fbf41fb8ba61', '28e93fdc3736562d64a8', 38, 70, 'Report 0: PL sent IR 3 missiles.', 'PL', 'IR', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', NULL, NULL, 0.5, '{"certainty":"certain","confidence":0.5,"end":70,"evidence":"Report 0: PL sent IR 3 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"IR","text":"IR"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":38,"supplier":{"code":"PL","text":"PL"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (3, 1, '279bc53cf2e6b59572e9', '28e93fdc3736562d64a8', 71, 103, 'Report 0: KP sent RU 4 missiles.', 'KP', 'RU', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', NULL, NULL, 0.5, '{"certainty":"certain","confidence":0.5,"end":103,"evidence":"Report 0: KP sent RU 4 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"RU","text":"RU"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":71,"supplier":{"code":"KP","text":"KP"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (4, 2, '4874b995325e2b8d1abf', 'ca7a4469a2b7998a2951', 0, 32, 'Report 1: UA sent KP 2 missiles.', 'UA', 'KP', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-02-02', '2024-02-02', 0.5, '{"certainty":"certain","confidence":0.5,"end":32,"evidence":"Report 1: UA sent KP 2 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"KP","text":"KP"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":0,"supplier":{"code":"UA","text":"UA"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (5, 2, '417a99e8dc848cad3939', 'ca7a4469a2b7998a2951', 33, 65, 'Report 1: PL sent IR 3 missiles.', 'PL', 'IR', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-02-02', '2024-02-02', 0.5, '{"certainty":"certain","confidence":0.5,"end":65,"evidence":"Report 1: PL sent IR 3 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"IR","text":"IR"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":33,"supplier":{"code":"PL","text":"PL"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (6, 2, '69d098d1623f909cda8a', 'ca7a4469a2b7998a2951', 66, 98, 'Report 1: PL sent RU 4 missiles.', 'PL', 'RU', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-02-02', '2024-02-02', 0.5, '{"certainty":"certain","confidence":0.5,"end":98,"evidence":"Report 1: PL sent RU 4 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"RU","text":"RU"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":66,"supplier":{"code":"PL","text":"PL"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (7, 3, '686a32feda6ed2ea9ee7', 'f5f8d09c832eda2276c8', 0, 37, 'Report 2: PL sent someone 2 missiles.', 'PL', '', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-03-03', '2024-03-03', 0.5, '{"certainty":"certain","confidence":0.5,"end":37,"evidence":"Report 2: PL sent someone 2 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":null,"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":0,"supplier":{"code":"PL","text":"PL"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (8, 3, '96dcfab42cc1dba731cb', 'f5f8d09c832eda2276c8', 38, 70, 'Report 2: PL sent IR 3 missiles.', 'PL', 'IR', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-03-03', '2024-03-03', 0.5, '{"certainty":"certain","confidence":0.5,"end":70,"evidence":"Report 2: PL sent IR 3 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"IR","text":"IR"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":38,"supplier":{"code":"PL","text":"PL"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (9, 3, 'd9e9dd35d174ce22b69d', 'f5f8d09c832eda2276c8', 71, 103, 'Report 2: UA sent IR 4 missiles.', 'UA', 'IR', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-03-03', '2024-03-03', 0.5, '{"certainty":"certain","confidence":0.5,"end":103,"evidence":"Report 2: UA sent IR 4 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"IR","text":"IR"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":71,"supplier":{"code":"UA","text":"UA"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (10, 4, '04355439f6514b9f632d', 'e8793233b8d78922718f', 0, 32, 'Report 3: UA sent KP 2 missiles.', 'UA', 'KP', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-04-04', '2024-04-04', 0.5, '{"certainty":"certain","confidence":0.5,"end":32,"evidence":"Report 3: UA sent KP 2 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"KP","text":"KP"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":0,"supplier":{"code":"UA","text":"UA"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (11, 4, '8ff0f80437a519c41f0a', 'e8793233b8d78922718f', 33, 65, 'Report 3: KP sent UA 3 missiles.', 'KP', 'UA', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-04-04', '2024-04-04', 0.5, '{"certainty":"certain","confidence":0.5,"end":65,"evidence":"Report 3: KP sent UA 3 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"UA","text":"UA"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":33,"supplier":{"code":"KP","text":"KP"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (12, 4, '774af40276da6f925072', 'e8793233b8d78922718f', 66, 98, 'Report 3: IR sent KP 4 missiles.', 'IR', 'KP', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-04-04', '2024-04-04', 0.5, '{"certainty":"certain","confidence":0.5,"end":98,"evidence":"Report 3: IR sent KP 4 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"KP","text":"KP"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":66,"supplier":{"code":"IR","text":"IR"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (13, 5, '1a40a726d0382f4afcf5', '680d505de1d9f6591dbe', 0, 32, 'Report 4: UA sent IR 2 missiles.', 'UA', 'IR', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-05-05', '2024-05-05', 0.5, '{"certainty":"certain","confidence":0.5,"end":32,"evidence":"Report 4: UA sent IR 2 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"IR","text":"IR"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":0,"supplier":{"code":"UA","text":"UA"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (14, 5, '8c0fdeda8048c54afcde', '680d505de1d9f6591dbe', 33, 65, 'Report 4: PL sent RU 3 missiles.', 'PL', 'RU', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-05-05', '2024-05-05', 0.5, '{"certainty":"certain","confidence":0.5,"end":65,"evidence":"Report 4: PL sent RU 3 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"RU","text":"RU"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":33,"supplier":{"code":"PL","text":"PL"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (15, 5, '4cbcf73a657b441ff2c0', '680d505de1d9f6591dbe', 66, 98, 'Report 4: RU sent UA 4 missiles.', 'RU', 'UA', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-05-05', '2024-05-05', 0.5, '{"certainty":"certain","confidence":0.5,"end":98,"evidence":"Report 4: RU sent UA 4 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"UA","text":"UA"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":66,"supplier":{"code":"RU","text":"RU"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (16, 6, '686a32feda6ed2ea9ee7', 'f5f8d09c832eda2276c8', 0, 37, 'Report 2: PL sent someone 2 missiles.', 'PL', '', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-03-03', '2024-03-03', 0.5, '{"certainty":"certain","confidence":0.5,"end":37,"evidence":"Report 2: PL sent someone 2 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":null,"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":0,"supplier":{"code":"PL","text":"PL"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO statements ("seq", "reading", "id", "document", "start", "end", "evidence", "supplier", "recipient", "item", "stage", "stance", "certainty", "source", "country", "published", "known", "confidence", "fields") VALUES (17, 6, '96dcfab42cc1dba731cb', 'f5f8d09c832eda2276c8', 38, 70, 'Report 2: PL sent IR 3 missiles.', 'PL', 'IR', 'missile.ballistic', 'delivered', 'asserts', 'certain', 'government', 'US', '2024-03-03', '2024-03-03', 0.5, '{"certainty":"certain","confidence":0.5,"end":70,"evidence":"Report 2: PL sent IR 3 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"IR","text":"IR"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":38,"supplier":{"code":"PL","text":"PL"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}');
INSERT INTO measures ("seq", "reading", "id", "document", "start", "end", "kind", "stance", "imposer", "target", "target_country", "published", "known", "fields") VALUES (1, 1, '3f5aa7c805eed27343a3', '28e93fdc3736562d64a8', 0, 37, 'sanctions', 'asserts', 'US', 'Works', 'IR', NULL, NULL, '{"end":37,"evidence":"Report 0: RU sent someone 2 missiles.","imposer":"US","kind":"sanctions","stance":"asserts","start":0,"target":"Works","target_country":"IR"}');
INSERT INTO measures ("seq", "reading", "id", "document", "start", "end", "kind", "stance", "imposer", "target", "target_country", "published", "known", "fields") VALUES (2, 2, 'ae7d38e9c6b5759109cc', 'ca7a4469a2b7998a2951', 0, 32, 'sanctions', 'asserts', 'US', 'Works', 'IR', '2024-02-02', '2024-02-02', '{"end":32,"evidence":"Report 1: UA sent KP 2 missiles.","imposer":"US","kind":"sanctions","stance":"asserts","start":0,"target":"Works","target_country":"IR"}');
INSERT INTO measures ("seq", "reading", "id", "document", "start", "end", "kind", "stance", "imposer", "target", "target_country", "published", "known", "fields") VALUES (3, 3, '645a78791496cf2993a4', 'f5f8d09c832eda2276c8', 0, 37, 'sanctions', 'asserts', 'US', 'Works', 'IR', '2024-03-03', '2024-03-03', '{"end":37,"evidence":"Report 2: PL sent someone 2 missiles.","imposer":"US","kind":"sanctions","stance":"asserts","start":0,"target":"Works","target_country":"IR"}');
INSERT INTO measures ("seq", "reading", "id", "document", "start", "end", "kind", "stance", "imposer", "target", "target_country", "published", "known", "fields") VALUES (4, 4, 'c1bc8e74bdcbde74df45', 'e8793233b8d78922718f', 0, 32, 'sanctions', 'asserts', 'US', 'Works', 'IR', '2024-04-04', '2024-04-04', '{"end":32,"evidence":"Report 3: UA sent KP 2 missiles.","imposer":"US","kind":"sanctions","stance":"asserts","start":0,"target":"Works","target_country":"IR"}');
INSERT INTO measures ("seq", "reading", "id", "document", "start", "end", "kind", "stance", "imposer", "target", "target_country", "published", "known", "fields") VALUES (5, 5, '54a4cb74cf7c91e8bc52', '680d505de1d9f6591dbe', 0, 32, 'sanctions', 'asserts', 'US', 'Works', 'IR', '2024-05-05', '2024-05-05', '{"end":32,"evidence":"Report 4: UA sent IR 2 missiles.","imposer":"US","kind":"sanctions","stance":"asserts","start":0,"target":"Works","target_country":"IR"}');
INSERT INTO measures ("seq", "reading", "id", "document", "start", "end", "kind", "stance", "imposer", "target", "target_country", "published", "known", "fields") VALUES (6, 6, '645a78791496cf2993a4', 'f5f8d09c832eda2276c8', 0, 37, 'sanctions', 'asserts', 'US', 'Works', 'IR', '2024-03-03', '2024-03-03', '{"end":37,"evidence":"Report 2: PL sent someone 2 missiles.","imposer":"US","kind":"sanctions","stance":"asserts","start":0,"target":"Works","target_country":"IR"}');
INSERT INTO reviews ("seq", "id", "statement", "verdict", "supplier", "recipient", "fields", "reason", "name", "at") VALUES (1, '3e60a27543c4d16625e3', '4874b995325e2b8d1abf', 'reject', NULL, NULL, NULL, 'an old picture', 'Ada', '2024-05-01T00:00:00+00:00');
INSERT INTO reviews ("seq", "id", "statement", "verdict", "supplier", "recipient", "fields", "reason", "name", "at") VALUES (2, '10b3fb1c8f891e37264c', '417a99e8dc848cad3939', 'correct', 'SE', 'IR', '{"certainty":"certain","confidence":0.5,"end":65,"evidence":"Report 1: PL sent IR 3 missiles.","explicit":true,"item":{"class":"missile.ballistic","text":"missiles"},"quantity":null,"recipient":{"code":"IR","text":"IR"},"source":{"class":"government","country":"US","named":false,"text":"officials"},"stage":"delivered","stance":"asserts","start":33,"supplier":{"code":"SE","text":"Sweden"},"time":null,"trigger":"sent","value":null,"via":[{"class":"media","count":1,"country":null,"named":true,"text":"the agency"}]}', '', 'Ada', '2024-05-01T00:00:00+00:00');
INSERT INTO transfers ("id", "supplier", "recipient", "goods", "stage", "likelihood", "first", "last", "fields") VALUES ('t1', 'SE', 'UA', 'missile', 'delivered', 0.9, '2024', '2024', '{"why":[]}');
INSERT INTO memberships ("statement", "transfer", "origin", "supplier", "recipient") VALUES ('417a99e8dc848cad3939', 't1', 'o1', 'SE', 'UA');
INSERT INTO stale ("supplier", "recipient", "mark") VALUES ('IR', 'KP', 2968665483146475730);
INSERT INTO stale ("supplier", "recipient", "mark") VALUES ('KP', 'RU', 3412447138768496560);
INSERT INTO stale ("supplier", "recipient", "mark") VALUES ('KP', 'UA', 3149127824334547785);
INSERT INTO stale ("supplier", "recipient", "mark") VALUES ('PL', '', 2448273297387757448);
INSERT INTO stale ("supplier", "recipient", "mark") VALUES ('PL', 'IR', 2696003965297463067);
INSERT INTO stale ("supplier", "recipient", "mark") VALUES ('PL', 'RU', 106380294228957449);
INSERT INTO stale ("supplier", "recipient", "mark") VALUES ('RU', '', 258092800945190153);
INSERT INTO stale ("supplier", "recipient", "mark") VALUES ('RU', 'UA', 1363899215357001029);
INSERT INTO stale ("supplier", "recipient", "mark") VALUES ('SE', 'IR', 3226734163826989199);
INSERT INTO stale ("supplier", "recipient", "mark") VALUES ('UA', 'IR', 1243182589027312939);
INSERT INTO stale ("supplier", "recipient", "mark") VALUES ('UA', 'KP', 2332699969230254958);
