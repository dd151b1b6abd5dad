package dev.switchboard.adapter.in.web.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.body.AnswerBudget;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.request.CallRates;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.media.ServeMedia;
import dev.switchboard.application.port.in.media.ServeMedia.Kept;
import dev.switchboard.application.port.in.media.ServeMedia.Opened;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Files of agents and users.
@RestController
@Tag(name = "Media")
final class MediaController {

    private static final int KIB = 1024;
    private static final Duration TO_WAIT_FOR_ROOM = Duration.ofSeconds(5);

    private final ServeMedia media;
    private final FindTenants tenants;
    private final CallRates rates;
    private final CallRates quotas;

    /// @param rates how many files each agent may send
    /// @param quotas how many KiB
    MediaController(ServeMedia media, FindTenants tenants, CallRates rates, CallRates quotas) {
        this.media = media;
        this.tenants = tenants;
        this.rates = rates;
        this.quotas = quotas;
    }

    /// Store a file that an agent will send.
    ///
    /// The response is used as an attachment of `message.send`. At most 16 MiB, unless the operator
    /// configured another limit.
    @PostMapping(path = "/v1/media", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    View uploadMedia(HttpServletRequest request) {
        String agent = String.valueOf(request.getRemoteUser());
        Callers.refuseTooMany(rates.take(agent));
        Part file = file(request);
        String name = file.getSubmittedFileName();
        String type = file.getContentType();
        byte[] bytes = bytes(file);
        Callers.refuseTooMany(quotas.take(agent, Math.ceilDiv(bytes.length, KIB)));
        Kept result =
                media.keep(
                        Callers.tenant(tenants, request),
                        name == null ? "" : name,
                        type == null ? "" : type,
                        bytes);
        return switch (result) {
            case Kept.Done(var kept) -> View.of(kept);
            case Kept.TooLarge _ ->
                    throw new ProblemException(Problem.of(ProblemCode.PAYLOAD_TOO_LARGE));
            case Kept.Empty _ -> throw invalid("The file is empty");
            case Kept.Active _ -> throw invalid("Files that browsers run are not taken");
        };
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.invalidField("file", detail));
    }

    /// Returns the part of the form that is a file.
    private static Part file(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw new ProblemException(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be multipart/form-data");
        }
        return parts(request).stream()
                .filter(part -> part.getSubmittedFileName() != null)
                .findFirst()
                .orElseThrow(() -> invalid("The form has no file"));
    }

    private static Collection<Part> parts(HttpServletRequest request) {
        try {
            return request.getParts();
        } catch (ProblemException e) {
            throw e; // there is no room for it
        } catch (IllegalStateException _) {
            throw givenUp(Problem.of(ProblemCode.PAYLOAD_TOO_LARGE));
        } catch (ServletException | IOException | RuntimeException _) {
            // the server's exceptions for incomplete forms are its own
            throw givenUp(Problem.of(ProblemCode.BAD_REQUEST, "The form cannot be read"));
        }
    }

    /// Jetty closes the connection after it gave up on a form. The response says so; otherwise the
    /// caller's next request would fail.
    private static ProblemException givenUp(Problem problem) {
        return new ProblemException(problem.withHeader(HttpHeaders.CONNECTION, "close"));
    }

    private byte[] bytes(Part file) {
        if (file.getSize() > media.most()) {
            throw new ProblemException(Problem.of(ProblemCode.PAYLOAD_TOO_LARGE));
        }
        try {
            return file.getInputStream().readAllBytes();
        } catch (IOException _) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, "The form cannot be read");
        }
    }

    /// Get a file.
    ///
    /// By a link that the hub gave out, which is good for 24 hours; a file that an agent sends,
    /// agents of the same client and admins get by its id as well. 503 with `Retry-After` if the
    /// platform that has it does not give it out now.
    ///
    /// @param id id of the file
    @Parameter(name = "exp", in = ParameterIn.QUERY, description = "When the link ends")
    @Parameter(name = "sig", in = ParameterIn.QUERY, description = "The signature of the link")
    @GetMapping("/v1/media/{id}")
    ResponseEntity<byte[]> downloadMedia(@PathVariable String id, HttpServletRequest request) {
        MediaId named = MediaId.named(id).orElse(null);
        List<String> signatures = QueryText.all(request, "sig");
        if (signatures.isEmpty() && !Callers.is(Role.AGENT, request)) {
            throw Callers.refused(request);
        }
        if (named == null) {
            throw new ProblemException(Problem.of(ProblemCode.NOT_FOUND));
        }
        if (!signatures.isEmpty()
                && !media.isGood(named, expires(request), signatures.getFirst())) {
            throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN));
        }
        AnswerBudget.Share share = AnswerBudget.Share.of(request);
        share.takeForFile(media.most(), TO_WAIT_FOR_ROOM);
        Opened opened =
                signatures.isEmpty()
                        ? media.open(named, reader(request))
                        : media.open(named, expires(request), signatures.getFirst());
        return switch (opened) {
            case Opened.Here here -> {
                share.shrinkTo(here.bytes().remaining());
                yield answer(here);
            }
            case Opened.Forbidden _ ->
                    throw new ProblemException(Problem.of(ProblemCode.FORBIDDEN));
            case Opened.NotFound _ -> throw new ProblemException(Problem.of(ProblemCode.NOT_FOUND));
            case Opened.TooLarge _ ->
                    throw new ProblemException(Problem.of(ProblemCode.PAYLOAD_TOO_LARGE));
            case Opened.Away _ ->
                    throw new ProblemException(Problem.of(ProblemCode.UNAVAILABLE).retrySoon());
        };
    }

    private @Nullable TenantId reader(HttpServletRequest request) {
        return Callers.is(Role.ADMIN, request) ? null : Callers.tenant(tenants, request);
    }

    /// A malformed time is none of the hub's.
    private static long expires(HttpServletRequest request) {
        List<String> given = QueryText.all(request, "exp");
        return given.size() == 1 && given.getFirst().matches("\\d{1,12}")
                ? Long.parseLong(given.getFirst())
                : 0;
    }

    private static ResponseEntity<byte[]> answer(Opened.Here file) {
        ContentDisposition attachment =
                ContentDisposition.attachment().filename(file.name(), UTF_8).build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, file.mimeType())
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(array(file.bytes()));
    }

    /// Returns the bytes, without copying a whole array: a file may be large.
    private static byte[] array(ByteBuffer bytes) {
        if (bytes.hasArray()
                && bytes.arrayOffset() == 0
                && bytes.array().length == bytes.remaining()) {
            return bytes.array();
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }

    @Schema(name = "Media")
    record View(String mediaId, String name, String mimeType, int size) {

        static View of(MediaFile file) {
            return new View(file.id().value(), file.name(), file.mimeType(), file.size());
        }
    }
}
