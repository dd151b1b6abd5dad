package dev.switchboard.adapter.in.web.view;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.IfMatch;
import dev.switchboard.adapter.in.web.request.RepeatKey;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.view.KeepViews;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.view.SavedView;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Screens of the console with their filters, under names: everybody's own, and those that a tenant
/// shares. Changes of shared ones are audited.
@RestController
@Tag(name = "Saved views")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ViewsController {

    static final String ALL = "/v1/views";
    static final String ONE = ALL + "/{id}";

    private static final Set<String> FIELDS = Set.of("screen", "name", "query", "shared");

    private final KeepViews views;
    private final FindTenants tenants;
    private final KeepAudit audit;

    ViewsController(KeepViews views, FindTenants tenants, KeepAudit audit) {
        this.views = views;
        this.tenants = tenants;
        this.audit = audit;
    }

    /// List the saved views.
    ///
    /// @return the caller's own and those that their tenant shares, 100 of each at most, by name
    @GetMapping(ALL)
    Listing listViews(HttpServletRequest request) {
        return new Listing(
                views.list(Callers.ownShelf(tenants, request)).stream().map(View::of).toList());
    }

    /// Save a view.
    ///
    /// The filters are those of the console's own address. They are not to name a credential:
    /// parameters that are called like one are refused. Shared views are for supervisors and admins
    /// to save, and for all of their tenant to see.
    ///
    /// With an `Idempotency-Key`, a repeat saves no second one, as long as the first is there.
    @PostMapping(path = ALL, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> addView(
            @RequestHeader(name = RepeatKey.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request) {
        Shelf own = Callers.ownShelf(tenants, request);
        String id = key == null ? views.nextId() : SavedView.idOf(own, RepeatKey.required(key));
        SavedView view = parse(id, body, request);
        SavedView there = key == null ? null : find(id, request).orElse(null);
        if (there == null) {
            save(view, view.shelf(), request);
        } else if (!there.isAs(view)) {
            throw RepeatKey.reused();
        }
        SavedView saved = there == null ? view : there;
        return ResponseEntity.created(URI.create(ALL + "/" + id))
                .eTag(IfMatch.tag(saved.version()))
                .body(View.of(saved));
    }

    /// Change a saved view.
    ///
    /// Replaces all of it. A view of the caller's own can become a shared one, and the other way
    /// round.
    ///
    /// @param id id of the view
    /// @param ifMatch the version to replace, in quotes; `*` for whatever is there
    @PutMapping(path = ONE, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> saveView(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request) {
        SavedView wanted = parse(id, body, request);
        SavedView before = changeable(id, request);
        long version = IfMatch.of(ifMatch).replaces(before::version);
        if (version != before.version()) {
            throw changed();
        }
        SavedView view = wanted.withVersion(version + 1);
        save(view, before.shelf(), request);
        return IfMatch.stored(view.version()).body(View.of(view));
    }

    /// Remove a saved view.
    ///
    /// @param id id of the view
    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeView(@PathVariable String id, HttpServletRequest request) {
        SavedView view = changeable(id, request);
        if (!views.remove(id)) {
            throw unknown();
        }
        record("view.remove", view, view.shelf(), request);
    }

    private void save(SavedView view, Shelf before, HttpServletRequest request) {
        requireRight(view.shelf(), request);
        switch (views.save(view, before)) {
            case DONE -> record("view.save", view, before, request);
            case CHANGED -> throw changed();
            case TOO_MANY ->
                    throw new ProblemException(
                            ProblemCode.CONFLICT, "There are " + KeepViews.MOST + " already");
        }
    }

    /// A view that the caller sees and may change.
    private SavedView changeable(String id, HttpServletRequest request) {
        SavedView view = find(id, request).orElseThrow(ViewsController::unknown);
        requireRight(view.shelf(), request);
        return view;
    }

    private Optional<SavedView> find(String id, HttpServletRequest request) {
        return views.list(Callers.ownShelf(tenants, request)).stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
    }

    private static void requireRight(Shelf shelf, HttpServletRequest request) {
        if (shelf.isShared() && !Callers.isLeader(request)) {
            throw Callers.refused(request);
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "Unknown view");
    }

    private static ProblemException changed() {
        return new ProblemException(
                ProblemCode.PRECONDITION_FAILED, "It has another version, or is gone");
    }

    private static String caller(HttpServletRequest request) {
        return request.getUserPrincipal().getName();
    }

    /// Audits a change of a view that others see, or saw before.
    private void record(String action, SavedView view, Shelf before, HttpServletRequest request) {
        if (view.shelf().isShared() || before.isShared()) {
            audit.record(caller(request), action, view.id(), "of " + before.tenant());
        }
    }

    /// @return its first version
    private SavedView parse(String id, byte @Nullable [] body, HttpServletRequest request) {
        JsonFields fields = JsonFields.ofOptional(body);
        FieldChecks checks = fields.checksOfNoneBut(FIELDS);
        Supplier<String> screen = checks.field(() -> fields.requiredString("screen"));
        Supplier<String> name = checks.field(() -> fields.requiredString("name"));
        Supplier<String> query = checks.field(() -> fields.requiredString("query"));
        Supplier<@Nullable Boolean> shared = checks.field(() -> fields.bool("shared"));
        Shelf own = Callers.ownShelf(tenants, request);
        return checks.then(() ->
                new SavedView(
                        id,
                        1,
                        Boolean.TRUE.equals(shared.get()) ? Shelf.of(own.tenant()) : own,
                        screen.get(),
                        name.get(),
                        query.get()));
    }

    @Schema(name = "SavedViews")
    record Listing(List<View> items) {}

    /// @param version what `If-Match` names to change it
    /// @param screen where the screen stands, such as `hub/parked`
    /// @param query the filters as the address has them
    /// @param shared whether all of the tenant see it
    @Schema(name = "SavedView")
    record View(String id, long version, String screen, String name, String query, boolean shared) {

        static View of(SavedView view) {
            return new View(
                    view.id(),
                    view.version(),
                    view.screen(),
                    view.name(),
                    view.query(),
                    view.shelf().isShared());
        }
    }
}
