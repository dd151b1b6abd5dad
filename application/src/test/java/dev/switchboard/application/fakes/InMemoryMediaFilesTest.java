package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.media.MediaFilesContract;

class InMemoryMediaFilesTest implements MediaFilesContract {

    private final MediaFiles files = new InMemoryMediaFiles();

    @Override
    public MediaFiles files() {
        return files;
    }
}
