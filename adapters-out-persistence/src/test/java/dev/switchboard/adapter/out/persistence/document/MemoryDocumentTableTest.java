package dev.switchboard.adapter.out.persistence.document;

class MemoryDocumentTableTest implements DocumentTableContract {

    private final DocumentTable table = new MemoryDocumentTable(FORM);
    private final DocumentTable numbered = new MemoryDocumentTable(NUMBERED);

    private final DocumentTable listed = new MemoryDocumentTable(LISTED);

    @Override
    public DocumentTable table() {
        return table;
    }

    @Override
    public DocumentTable numbered() {
        return numbered;
    }

    @Override
    public DocumentTable listed() {
        return listed;
    }
}
