package dev.switchboard.adapter.in.web.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.people.ErasePeople;
import dev.switchboard.application.port.in.people.ErasePeople.Asked;
import dev.switchboard.domain.people.Erasure;
import dev.switchboard.domain.people.Erasure.Figures;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Erasure of people's data.
@RestController
@Tag(name = "People")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ErasureController {

    private static final String ERASURES = "/v1/people/erasures";

    private final ErasePeople people;
    private final KeepAudit audit;

    ErasureController(ErasePeople people, KeepAudit audit) {
        this.people = people;
        this.audit = audit;
    }

    /// Erase a person's data.
    ///
    /// Under all of the person's names: messages' content, files, and everything else stored. The
    /// messages stay as empty entries with their `seq`. The erasure continues by itself, also after
    /// a crash. Pending deliveries to the person are discarded, and current chats are ended. Try
    /// the export first, which shows all names that are found. Backups made before keep everything
    /// until they are removed.
    ///
    /// @param person the name, with `%2F` for each `/` in it
    @PostMapping("/v1/people/{person}/erase")
    ResponseEntity<View> erasePerson(@PathVariable String person, Principal caller) {
        return switch (people.erase(person, caller.getName())) {
            case Asked.Begun(Erasure erasure) -> {
                audit.record(caller.getName(), "person.erase", erasure.pseudonym(), erasure.id());
                yield ResponseEntity.accepted()
                        .location(URI.create(ERASURES + "/" + erasure.id()))
                        .body(View.of(erasure));
            }
            case Asked.Nobody _ ->
                    throw new ProblemException(ProblemCode.NOT_FOUND, "Nothing is kept of them");
        };
    }

    /// List erasures.
    ///
    /// The newest first, without names.
    ///
    /// @return all erasures ever requested
    @GetMapping(ERASURES)
    Listing listErasures() {
        return new Listing(people.all().stream().map(View::of).toList());
    }

    /// Get an erasure.
    ///
    /// @param id id of the erasure
    /// @return its state
    @GetMapping(ERASURES + "/{id}")
    View getErasure(@PathVariable String id) {
        return people.find(id)
                .map(View::of)
                .orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.NOT_FOUND)));
    }

    @Schema(name = "Erasures")
    record Listing(List<View> items) {}

    /// @param state `running` or `done`
    /// @param person the pseudonym of the name: `person:` and the first 32 digits of its SHA-256
    /// @param conversations the number of the person's conversations
    /// @param messages the number of messages without content now
    /// @param deliveries the number of pending or parked deliveries that were discarded
    /// @param files the number of agents' files that were removed
    @Schema(name = "Erasure")
    record View(
            String id,
            @Schema(allowableValues = {"running", "done"}) String state,
            String person,
            @JsonProperty("asked_by") String askedBy,
            @JsonProperty("asked_at") Instant askedAt,
            @JsonProperty("done_at") @Nullable Instant doneAt,
            long conversations,
            long messages,
            long deliveries,
            long files) {

        static View of(Erasure erasure) {
            Figures figures = erasure.figures();
            return new View(
                    erasure.id(),
                    erasure.runs() ? "running" : "done",
                    erasure.pseudonym(),
                    erasure.askedBy(),
                    erasure.askedAt(),
                    erasure.doneAt(),
                    figures.conversations(),
                    figures.messages(),
                    figures.deliveries(),
                    figures.files());
        }
    }
}
