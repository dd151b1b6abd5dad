package dev.switchboard.adapter.out.persistence.document;

class MemoryDocumentTableTest implements DocumentTableContract {

    private final DocumentTable table = new MemoryDocumentTable();

    @Override
    public DocumentTable table() {
        return table;
    }
}
