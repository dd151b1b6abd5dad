package dev.switchboard.adapter.in.web.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.in.people.ShowPeople.Item;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A zip that is written while the data is read: a slow receiver slows down the reading, and
/// nothing is buffered. A zip that was not [finished][#finish] cannot be opened, so half an export
/// is never mistaken for a whole one.
final class PersonArchive implements Consumer<Item> {

    private final ZipOutputStream zip;
    private String open = "";

    PersonArchive(OutputStream out) {
        this.zip = new ZipOutputStream(out, UTF_8);
    }

    @Override
    public void accept(Item item) {
        try {
            switch (item) {
                case Item.Line(var file, var json) -> {
                    begin(file);
                    zip.write(json.getBytes(UTF_8));
                    zip.write('\n');
                }
                case Item.Attachment(var file, var bytes) -> {
                    begin("media/" + file.id() + "/" + file.name());
                    Channels.newChannel(zip).write(bytes.duplicate());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(String file) throws IOException {
        if (!open.equals(file)) {
            zip.putNextEntry(new ZipEntry(file));
            open = file;
        }
    }

    void finish() throws IOException {
        zip.finish();
    }
}
