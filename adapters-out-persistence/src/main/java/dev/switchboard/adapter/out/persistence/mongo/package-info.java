/// Every stateful port on MongoDB, the system of record.
///
/// One class, [MongoStore], bounds the time of what it runs and turns a missing answer into the
/// ports' own exception; one, [MongoSettings], says how durably is written and read; one, [Schema],
/// keeps the store shut until its unique indexes stand. The records named `…Document` are the
/// stored form; `docs/storage-mongodb.md` describes it for people.
@NullMarked
package dev.switchboard.adapter.out.persistence.mongo;

import org.jspecify.annotations.NullMarked;
