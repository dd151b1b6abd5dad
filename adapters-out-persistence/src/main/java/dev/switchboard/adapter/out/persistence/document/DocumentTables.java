package dev.switchboard.adapter.out.persistence.document;

/// The cold tables of one store.
public interface DocumentTables {

    DocumentTable of(TableForm form);
}
