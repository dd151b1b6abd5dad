package dev.switchboard.adapter.in.web.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.json.RequiredField;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.IfMatch;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.label.KeepLabels;
import dev.switchboard.application.port.in.label.KeepLabels.Saved;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.handoff.LabelId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.label.Label;
import dev.switchboard.domain.label.LabelList;
import dev.switchboard.domain.label.LabelList.Kind;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Outcomes and tags: the lists from which agents choose. Each caller sees and changes those of
/// their own tenant. Changes are audited.
@RestController
@Tag(name = "Outcomes and tags")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class LabelsController {

    static final String OUTCOMES = "/v1/outcomes";
    static final String TAGS = "/v1/tags";

    private static final Set<String> OF_A_LABEL = Set.of("id", "name", "color", "retired");

    private final KeepLabels labels;
    private final FindTenants tenants;
    private final KeepAudit audit;

    LabelsController(KeepLabels labels, FindTenants tenants, KeepAudit audit) {
        this.labels = labels;
        this.tenants = tenants;
        this.audit = audit;
    }

    /// List the outcomes.
    ///
    /// Outcomes say how a conversation ended.
    ///
    /// @return all of them, in the order in which they are offered; version 0 if there were never
    ///   any
    @GetMapping(OUTCOMES)
    View listOutcomes(HttpServletRequest request) {
        return list(Kind.OUTCOMES, request);
    }

    /// Change the outcomes.
    ///
    /// Replaces the whole list. Without `If-Match` there must be none yet. An id that was there
    /// once stays: a label that is not wanted any more is `retired`. With `required`, no
    /// conversation ends without an outcome.
    ///
    /// @param ifMatch the version to replace, in quotes; `*` for whatever is there
    @PutMapping(path = OUTCOMES, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> saveOutcomes(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request,
            Principal caller) {
        return save(Kind.OUTCOMES, ifMatch, body, request, caller);
    }

    /// List the tags.
    ///
    /// Tags say what a conversation is about.
    ///
    /// @return all of them, in the order in which they are offered; version 0 if there were never
    ///   any
    @GetMapping(TAGS)
    View listTags(HttpServletRequest request) {
        return list(Kind.TAGS, request);
    }

    /// Change the tags.
    ///
    /// Replaces the whole list. Without `If-Match` there must be none yet. An id that was there
    /// once stays: a label that is not wanted any more is `retired`.
    ///
    /// @param ifMatch the version to replace, in quotes; `*` for whatever is there
    @PutMapping(path = TAGS, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> saveTags(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request,
            Principal caller) {
        return save(Kind.TAGS, ifMatch, body, request, caller);
    }

    private View list(Kind kind, HttpServletRequest request) {
        return View.of(labels.list(Callers.tenant(tenants, request), kind));
    }

    private ResponseEntity<View> save(
            Kind kind,
            @Nullable String ifMatch,
            byte @Nullable [] body,
            HttpServletRequest request,
            Principal caller) {
        TenantId tenant = Callers.tenant(tenants, request);
        long version = 1 + IfMatch.of(ifMatch).replaces(() -> labels.list(tenant, kind).version());
        LabelList list = parse(tenant, kind, version, body);
        return switch (labels.save(list)) {
            case Saved.Done _ -> {
                String action = EnumNames.of(kind) + ".save";
                audit.record(caller.getName(), action, tenant.value(), "version " + version);
                yield IfMatch.stored(version).body(View.of(list));
            }
            case Saved.Changed _ ->
                    throw new ProblemException(
                            ProblemCode.PRECONDITION_FAILED,
                            version == 1
                                    ? "There is a list; name its version"
                                    : "It has another version");
            case Saved.Incomplete(var missing) ->
                    throw new ProblemException(
                            Problem.invalidField(
                                    "items",
                                    "A label may be retired and not removed: "
                                            + missing.getFirst()));
        };
    }

    private static LabelList parse(
            TenantId tenant, Kind kind, long version, byte @Nullable [] body) {
        JsonFields fields = JsonFields.ofOptional(body);
        boolean mayRequire = kind == Kind.OUTCOMES;
        FieldChecks checks =
                fields.checksOfNoneBut(mayRequire ? Set.of("items", "required") : Set.of("items"));
        Supplier<@Nullable Boolean> required =
                checks.field(() -> mayRequire ? fields.bool("required") : null);
        Supplier<List<Label>> items =
                checks.field(() -> labels(RequiredField.value("items", fields.objects("items"))));
        return checks.then(() ->
                new LabelList(
                        tenant, kind, version, Boolean.TRUE.equals(required.get()), items.get()));
    }

    private static List<Label> labels(List<JsonFields> items) {
        List<Label> labels = new ArrayList<>(items.size());
        for (JsonFields item : items) {
            try {
                labels.add(label(item));
            } catch (InvalidValueException e) {
                String name = "items[" + labels.size() + "]." + e.field();
                throw new InvalidValueException(name, e.reason(), e.detail());
            }
        }
        return labels;
    }

    private static Label label(JsonFields item) {
        JsonFields known = item.refuseAllBut(OF_A_LABEL);
        return new Label(
                new LabelId(known.requiredString("id")),
                known.requiredString("name"),
                known.string("color"),
                Boolean.TRUE.equals(known.bool("retired")));
    }

    /// @param version what `If-Match` names to change it; 0 before the first change
    /// @param required whether no conversation ends without one; of outcomes alone
    @Schema(name = "Labels")
    record View(
            long version,
            @JsonInclude(Include.NON_NULL) @Nullable Boolean required,
            List<Item> items) {

        static View of(LabelList list) {
            return new View(
                    list.version(),
                    list.kind() == Kind.OUTCOMES ? list.required() : null,
                    list.items().stream().map(Item::of).toList());
        }
    }

    /// @param color `#rrggbb`
    /// @param retired whether agents can no longer choose it
    @Schema(name = "Label")
    record Item(
            String id,
            String name,
            @JsonInclude(Include.NON_NULL) @Nullable String color,
            boolean retired) {

        static Item of(Label label) {
            return new Item(label.id().value(), label.name(), label.color(), label.retired());
        }
    }
}
