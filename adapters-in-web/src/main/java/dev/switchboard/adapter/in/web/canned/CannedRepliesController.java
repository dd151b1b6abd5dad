package dev.switchboard.adapter.in.web.canned;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.IfMatch;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.handoff.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
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

/// Texts that agents send often. Each caller sees and changes those of their own tenant. Changes
/// are audited.
@RestController
@Tag(name = "Canned replies")
@RequestMapping(path = CannedRepliesController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
final class CannedRepliesController {

    static final String PATH = "/v1/canned-replies";

    private final KeepCannedReplies replies;
    private final FindTenants tenants;
    private final KeepAudit audit;

    CannedRepliesController(KeepCannedReplies replies, FindTenants tenants, KeepAudit audit) {
        this.replies = replies;
        this.tenants = tenants;
        this.audit = audit;
    }

    /// List the canned replies.
    ///
    /// @return all of them, 500 at most, by shortcut
    @GetMapping
    Listing listCannedReplies(HttpServletRequest request) {
        TenantId tenant = Callers.tenant(tenants, request);
        return new Listing(replies.list(tenant).stream().map(View::of).toList());
    }

    /// Add or change a canned reply.
    ///
    /// Without `If-Match` it is added, and refused if there is one with this shortcut. With
    /// `If-Match` that version is replaced. The text may have fields such as `{{customer.name}}`;
    /// the console fills `customer.name`, `customer.id`, `agent.name` and `customer.attributes.…`,
    /// and the agent all others.
    ///
    /// @param shortcut what agents type after a slash: 1 to 40 small letters, digits, `.`, `_` and
    ///   `-`
    /// @param ifMatch the version to replace, in quotes; `*` for whatever is there
    @PutMapping(path = "/{shortcut}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> saveCannedReply(
            @PathVariable String shortcut,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request,
            Principal caller) {
        TenantId tenant = Callers.tenant(tenants, request);
        long version = 1 + IfMatch.of(ifMatch).replaces(() -> versionNow(tenant, shortcut));
        CannedReply reply = parse(tenant, shortcut, version, body);
        return switch (replies.save(reply)) {
            case DONE -> {
                record(caller, "canned_reply.save", tenant, shortcut);
                BodyBuilder answer =
                        version == 1
                                ? ResponseEntity.created(URI.create(PATH + "/" + shortcut))
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
                            "There are " + KeepCannedReplies.MOST + " already");
        };
    }

    /// @return 0 if there is none
    private long versionNow(TenantId tenant, String shortcut) {
        return replies.list(tenant).stream()
                .filter(reply -> reply.shortcut().equals(shortcut))
                .mapToLong(CannedReply::version)
                .findFirst()
                .orElse(0);
    }

    private static CannedReply parse(
            TenantId tenant, String shortcut, long version, byte @Nullable [] body) {
        JsonFields fields = JsonFields.ofOptional(body);
        FieldChecks checks = fields.checksOfNoneBut(Set.of("title", "text"));
        Supplier<String> title = checks.field(() -> fields.requiredString("title"));
        Supplier<String> text = checks.field(() -> fields.requiredString("text"));
        return checks.then(
                () -> new CannedReply(tenant, shortcut, version, title.get(), text.get()));
    }

    /// Remove a canned reply.
    ///
    /// @param shortcut what agents type after a slash
    @DeleteMapping("/{shortcut}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeCannedReply(
            @PathVariable String shortcut, HttpServletRequest request, Principal caller) {
        TenantId tenant = Callers.tenant(tenants, request);
        if (!replies.remove(tenant, shortcut)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "Unknown canned reply");
        }
        record(caller, "canned_reply.remove", tenant, shortcut);
    }

    private void record(Principal caller, String action, TenantId tenant, String shortcut) {
        audit.record(caller.getName(), action, shortcut, "of " + tenant);
    }

    @Schema(name = "CannedReplies")
    record Listing(List<View> items) {}

    /// @param version what `If-Match` names to change it
    @Schema(name = "CannedReply")
    record View(String shortcut, long version, String title, String text) {

        static View of(CannedReply reply) {
            return new View(reply.shortcut(), reply.version(), reply.title(), reply.text());
        }
    }
}
