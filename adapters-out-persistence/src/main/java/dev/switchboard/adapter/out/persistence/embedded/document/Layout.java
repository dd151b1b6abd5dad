package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import org.bson.Document;

/// The key prefixes of a cold table's documents and index entries, and the first octet of its
/// values.
interface Layout {

    /// The column family.
    Table family();

    /// The prefix of documents' keys.
    ByteWriter documents();

    /// The prefix of the keys of an index's entries.
    ByteWriter entries(Index index);

    /// The prefix of the keys that map ids to places in a series.
    ByteWriter names();

    /// The first octet of a value in BSON.
    int version();

    /// Reads values from before BSON.
    OldForm old();

    /// The form of records before they were documents.
    @FunctionalInterface
    interface OldForm {

        /// Converts a record into a document without its flags: those are taken from the flags'
        /// index entries.
        ///
        /// @param version the first octet of the value, already consumed
        Document read(int version, ByteReader value);
    }

    /// Uses the column family that every store has, so an older hub can open a store with tables
    /// that it does not know.
    record Shared(TableForm form) implements Layout {

        private static final int DOCUMENT = 1;
        private static final int ENTRY = 2;
        private static final int NAME = 3;

        @Override
        public Table family() {
            return Table.DEFAULT;
        }

        @Override
        public ByteWriter documents() {
            return new ByteWriter(80).octet(DOCUMENT).keyText(form.name());
        }

        @Override
        public ByteWriter entries(Index index) {
            return new ByteWriter(80).octet(ENTRY).keyText(form.name()).keyText(index.name());
        }

        @Override
        public ByteWriter names() {
            return new ByteWriter(80).octet(NAME).keyText(form.name());
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public OldForm old() {
            return (_, _) -> {
                throw new DamagedRecordException("its version is unknown");
            };
        }
    }

    /// Uses a column family that is older than cold tables. Documents keep the keys of its records.
    record Own(TableForm form, Table family, OldForm old) implements Layout {

        /// The kind of documents; the kinds of index entries follow in the order of the indexes.
        private static final int DOCUMENT = 1;

        /// Greater than every version of the old forms.
        private static final int BSON = 16;

        @Override
        public ByteWriter documents() {
            return new ByteWriter(80).octet(DOCUMENT);
        }

        @Override
        public ByteWriter entries(Index index) {
            return new ByteWriter(80).octet(DOCUMENT + 1 + form.indexes().indexOf(index));
        }

        @Override
        public ByteWriter names() {
            return new ByteWriter(80).octet(DOCUMENT + 1 + form.indexes().size());
        }

        @Override
        public int version() {
            return BSON;
        }
    }
}
