package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
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
        public int version() {
            return 1;
        }

        @Override
        public OldForm old() {
            return OldForms::none;
        }
    }

    /// In a column family that is older than cold tables are. Documents have the keys that its
    /// records had.
    ///
    /// @param first the kind of its documents; those of its indexes follow
    record Own(TableForm form, Table family, int first, OldForm old) implements Layout {

        /// No form of before came that far.
        private static final int BSON = 16;

        @Override
        public ByteWriter documents() {
            return new ByteWriter(80).octet(first);
        }

        @Override
        public ByteWriter entries(Index index) {
            return new ByteWriter(80).octet(first + 1 + form.indexes().indexOf(index));
        }

        @Override
        public int version() {
            return BSON;
        }
    }
}
