package dev.switchboard.adapter.in.web.people;

import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.application.port.in.people.ShowPeople;
import dev.switchboard.domain.people.Person;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
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
}
