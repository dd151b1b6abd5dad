package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import org.bson.Document;

/// Where a cold table's documents and the entries of its indexes stand, and how values begin.
interface Layout {

    /// Its column family.
    Table family();

    /// How the keys of documents begin.
    ByteWriter documents();

    /// How the keys of an index's entries begin.
    ByteWriter entries(Index index);

    /// How the keys begin under which the ids of a series' documents stand.
    ByteWriter names();

    /// The first octet of a value that is BSON.
    int version();

    /// Reads a value that is none.
    OldForm old();

    /// How a hub wrote records before they were documents.
    @FunctionalInterface
    interface OldForm {

        /// A record as a document, without its flags: what has an entry in the index of a flag has
        /// the flag.
        ///
        /// @param version the first octet of the value, which is read already
        Document read(int version, ByteReader value);
    }

    /// In the column family that every store has, so that an older hub opens a store with tables
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

    /// In a column family that is older than cold tables are. Documents have the keys that its
    /// records had.
    record Own(TableForm form, Table family, OldForm old) implements Layout {

        /// The kind of documents; those of the indexes follow in their order.
        private static final int DOCUMENT = 1;

        /// No form of before came that far.
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
