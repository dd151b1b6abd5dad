package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.view.SavedViews;
import dev.switchboard.application.port.out.view.SavedViewsContract;

class InMemorySavedViewsTest implements SavedViewsContract {

    private final SavedViews views = new InMemorySavedViews();

    @Override
    public SavedViews views() {
        return views;
    }
}
