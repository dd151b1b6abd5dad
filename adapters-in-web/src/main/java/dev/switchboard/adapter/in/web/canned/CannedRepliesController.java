package dev.switchboard.adapter.in.web.canned;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.CsvLine;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.IfMatch;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.handoff.KeepGoals;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.LanguageTag;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Texts that agents send often: those of a tenant, and those of each agent's own. Each caller sees
/// and changes those of their own tenant, and their own. Changes of a tenant's are audited.
@RestController
@Tag(name = "Canned replies")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class CannedRepliesController {

    static final String ALL = "/v1/canned-replies";
    static final String ONE = ALL + "/{shortcut}";
    static final String ALL_OWN = "/v1/own-canned-replies";
    static final String ONE_OWN = ALL_OWN + "/{shortcut}";

    private static final Set<String> OWN_FIELDS = Set.of("title", "text", "locale");
    private static final Set<String> FIELDS = Set.of("title", "text", "queues", "locale");

    private final KeepCannedReplies replies;
    private final KeepGoals queues;
    private final FindTenants tenants;
    private final KeepAudit audit;

    CannedRepliesController(
            KeepCannedReplies replies, KeepGoals queues, FindTenants tenants, KeepAudit audit) {
        this.replies = replies;
        this.queues = queues;
        this.tenants = tenants;
        this.audit = audit;
    }

    /// List the canned replies.
    ///
    /// As JSON, or with `Accept: text/csv` as the table that can be imported again.
    ///
    /// @return all of the tenant's, 500 at most, by shortcut
    @GetMapping(
            path = ALL,
            produces = {MediaType.APPLICATION_JSON_VALUE, CsvLine.TYPE})
    Listing listCannedReplies(HttpServletRequest request) {
        return list(Shelf.of(Callers.tenant(tenants, request)));
    }

    /// List the caller's own canned replies.
    ///
    /// @return all of them, 100 at most, by shortcut
    @GetMapping(ALL_OWN)
    Listing listOwnCannedReplies(HttpServletRequest request) {
        return list(Callers.ownShelf(tenants, request));
    }

    private Listing list(Shelf shelf) {
        return new Listing(replies.list(shelf).stream().map(View::of).toList());
    }

    /// Add or change a canned reply.
    ///
    /// Without `If-Match` it is added, and refused if there is one with this shortcut. With
    /// `If-Match` that version is replaced. The text may have fields such as `{{customer.name}}`;
    /// the console fills `customer.name`, `customer.id`, `agent.name` and `customer.attributes.…`,
    /// and the agent all others. With `queues`, the console offers it in the conversations of these
    /// queues alone. `locale`, the language of the text, decides on its place among the replies
    /// that fit; without it, or if it is null, the reply fits all languages.
    ///
    /// @param shortcut what agents type after a slash: 1 to 40 small letters, digits, `.`, `_` and
    ///   `-`
    /// @param ifMatch the version to replace, in quotes; `*` for whatever is there
    @PutMapping(path = ONE, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> saveCannedReply(
            @PathVariable String shortcut,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request,
            Principal caller) {
        TenantId tenant = Callers.tenant(tenants, request);
        JsonFields fields = JsonFields.ofOptional(body);
        FieldChecks checks = fields.checksOfNoneBut(FIELDS);
        Supplier<List<QueueId>> bound = checks.field(() -> queues(tenant, fields));
        NewReply given = new NewReply(Shelf.of(tenant), shortcut, fields, checks, bound);
        ResponseEntity<View> saved = save(given, ALL, ifMatch);
        record(caller, "canned_reply.save", tenant, shortcut);
        return saved;
    }

    /// Add or change a canned reply of the caller's own.
    ///
    /// Nobody else sees it. It is found, added and replaced like one of the tenant's.
    ///
    /// @param shortcut what the agent types after a slash: 1 to 40 small letters, digits, `.`, `_`
    ///   and `-`
    /// @param ifMatch the version to replace, in quotes; `*` for whatever is there
    @PutMapping(path = ONE_OWN, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> saveOwnCannedReply(
            @PathVariable String shortcut,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request) {
        JsonFields fields = JsonFields.ofOptional(body);
        FieldChecks checks = fields.checksOfNoneBut(OWN_FIELDS);
        NewReply given =
                new NewReply(
                        Callers.ownShelf(tenants, request), shortcut, fields, checks, List::of);
        return save(given, ALL_OWN, ifMatch);
    }

    private ResponseEntity<View> save(NewReply given, String path, @Nullable String ifMatch) {
        long version = 1 + IfMatch.of(ifMatch).replaces(() -> versionNow(given));
        CannedReply reply = given.reply(version);
        return switch (replies.save(reply)) {
            case DONE -> {
                BodyBuilder answer =
                        version == 1
                                ? ResponseEntity.created(URI.create(path + "/" + given.shortcut()))
                                : ResponseEntity.ok();
                yield answer.eTag(IfMatch.tag(version)).body(View.of(reply));
            }
            case CHANGED ->
                    throw new ProblemException(
                            ProblemCode.PRECONDITION_FAILED,
                            version == 1
                                    ? "There is one with this shortcut; name its version"
                                    : "It has another version, or is gone");
            case TOO_MANY ->
                    throw new ProblemException(
                            ProblemCode.CONFLICT,
                            "There are "
                                    + (given.shelf().isShared()
                                            ? KeepCannedReplies.MOST
                                            : KeepCannedReplies.MOST_OWN)
                                    + " already");
        };
    }

    /// @return 0 if there is none
    private long versionNow(NewReply given) {
        return replies.list(given.shelf()).stream()
                .filter(reply -> reply.shortcut().equals(given.shortcut()))
                .mapToLong(CannedReply::version)
                .findFirst()
                .orElse(0);
    }

    private List<QueueId> queues(TenantId tenant, JsonFields fields) {
        List<String> names = fields.strings("queues");
        if (names == null) {
            return List.of();
        }
        Map<String, QueueId> known =
                queues.list(tenant).stream()
                        .map(QueueGoals::queue)
                        .collect(Collectors.toMap(QueueId::value, Function.identity()));
        if (!known.keySet().containsAll(names)) {
            throw InvalidValueException.noneOf("queues", known.keySet().stream().sorted());
        }
        return names.stream().map(known::get).toList();
    }

    /// Remove a canned reply.
    ///
    /// @param shortcut what agents type after a slash
    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeCannedReply(
            @PathVariable String shortcut, HttpServletRequest request, Principal caller) {
        TenantId tenant = Callers.tenant(tenants, request);
        remove(Shelf.of(tenant), shortcut);
        record(caller, "canned_reply.remove", tenant, shortcut);
    }

    /// Remove a canned reply of the caller's own.
    ///
    /// @param shortcut what the agent types after a slash
    @DeleteMapping(ONE_OWN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeOwnCannedReply(@PathVariable String shortcut, HttpServletRequest request) {
        remove(Callers.ownShelf(tenants, request), shortcut);
    }

    private void remove(Shelf shelf, String shortcut) {
        if (!replies.remove(shelf, shortcut)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "Unknown canned reply");
        }
    }

    private void record(Principal caller, String action, TenantId tenant, String shortcut) {
        audit.record(caller.getName(), action, shortcut, "of " + tenant);
    }

    /// A reply that is to be saved.
    private record NewReply(
            Shelf shelf,
            String shortcut,
            JsonFields fields,
            FieldChecks checks,
            Supplier<List<QueueId>> queues) {

        CannedReply reply(long version) {
            Supplier<String> title = checks.field(() -> fields.requiredString("title"));
            Supplier<String> text = checks.field(() -> fields.requiredString("text"));
            Supplier<@Nullable LanguageTag> locale = checks.field(this::locale);
            return checks.then(() ->
                    new CannedReply(
                            shelf,
                            shortcut,
                            version,
                            title.get(),
                            text.get(),
                            queues.get(),
                            locale.get()));
        }

        private @Nullable LanguageTag locale() {
            if (fields.body().members().get("locale") instanceof JsonNull) {
                return null;
            }
            String tag = fields.string("locale");
            return tag == null ? null : new LanguageTag(tag);
        }
    }

    @Schema(name = "CannedReplies")
    record Listing(List<View> items) {}

    /// @param version what `If-Match` names to change it
    /// @param queues those in whose conversations the console offers it; in all if there is none
    /// @param locale the language of the text; absent if it fits all
    @Schema(name = "CannedReply")
    record View(
            String shortcut,
            long version,
            String title,
            String text,
            List<String> queues,
            @JsonInclude(Include.NON_NULL) @Nullable String locale) {

        static View of(CannedReply reply) {
            return new View(
                    reply.shortcut(),
                    reply.version(),
                    reply.title(),
                    reply.text(),
                    reply.queues().stream().map(QueueId::value).toList(),
                    reply.locale() == null ? null : reply.locale().value());
        }
    }
}
