package dev.switchboard.adapter.in.web.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.application.port.in.people.ShowPeople;
import dev.switchboard.application.port.in.people.ShowPeople.Item;
import dev.switchboard.domain.people.Person;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// A person's stored data, for the admin who answers their request.
@RestController
@Tag(name = "People")
final class ExportController {

    private static final String ZIP = "application/zip";

    /// Each export reads all claims, and files as a whole, so live traffic goes first.
    private static final int AT_ONCE = 2;

    private final ShowPeople people;
    private final Semaphore room = new Semaphore(AT_ONCE);

    ExportController(ShowPeople people) {
        this.people = people;
    }

    /// Export a person's stored data.
    ///
    /// Everything stored now under any of the person's names: lines of JSON by kind, and the files
    /// that agents sent. The name is a whole conversation id, or the person's name in the
    /// conversation's own system, in signed tokens or in local accounts. An incomplete zip cannot
    /// be opened: repeat the request. Two exports at a time, else 503 with `Retry-After`.
    ///
    /// @param person the name, with `%2F` for each `/` in it
    @GetMapping(path = "/v1/people/{person}/export", produces = ZIP)
    void exportPerson(@PathVariable String person, HttpServletResponse response)
            throws IOException {
        if (!room.tryAcquire()) {
            throw new ProblemException(Problem.of(ProblemCode.UNAVAILABLE).retrySoon());
        }
        try {
            Person found =
                    people.find(person)
                            .orElseThrow(() ->
                                    new ProblemException(
                                            ProblemCode.NOT_FOUND, "Nothing is kept of them"));
            response.setContentType(ZIP);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person.zip\"");
            PersonArchive archive = new PersonArchive(response.getOutputStream());
            people.show(found, archive);
            archive.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause(); // the caller left
        } finally {
            room.release();
        }
    }

    /// A zip that is written while the data is read: a slow receiver slows down the reading, and
    /// nothing is buffered. A zip that was not [finished][#finish] cannot be opened, so half an
    /// export is never mistaken for a whole one.
    private static final class PersonArchive implements Consumer<Item> {

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
}
