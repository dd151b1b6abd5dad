package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.label.LabelLists;
import dev.switchboard.application.port.out.label.LabelListsContract;

class InMemoryLabelListsTest implements LabelListsContract {

    private final LabelLists lists = new InMemoryLabelLists();

    @Override
    public LabelLists lists() {
        return lists;
    }
}
