package dev.switchboard.adapter.in.web.openapi;

import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.presence.OrgId;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Adds the parts that all operations share: headers and parameters are non-empty strings unless
/// described otherwise, ids have their form, limits of pages have their bounds, and failures
/// without a schema have the body of those with one.
final class CommonParts {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,15}");

    /// A name given by others may have any visible characters, but a path takes it as one segment.
    private static final Pattern STEP =
            Pattern.compile("[^\\s\\u0000-\\u001f\\u007f-\\u009f/\\\\;%]{1,200}");

    /// The forms of the hub's own ids in a path.
    private static final Map<String, Pattern> FORMS =
            Map.of(
                    "channel_id", ChannelId.FORM,
                    "message_id", MessageId.FORM,
                    "username", Username.FORM,
                    "org", OrgId.FORM,
                    "user", NUMBER,
                    "group", NUMBER,
                    "queue", NUMBER,
                    "profile", NUMBER,
                    "state", NUMBER);

    /// The description of a limit begins with its bounds.
    private static final Pattern LIMIT = Pattern.compile("1 to (?<most>[0-9]+)\\b.*");

    private CommonParts() {}

    static void completeAll(OpenAPI api) {
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(CommonParts::complete);
    }

    private static void complete(Operation operation) {
        Stream.ofNullable(operation.getParameters())
                .flatMap(List::stream)
                .forEach(CommonParts::type);
        ApiResponses responses = operation.getResponses();
        responses.values().stream()
                .map(ApiResponse::getHeaders)
                .flatMap(
                        headers -> Stream.ofNullable(headers).flatMap(all -> all.values().stream()))
                .forEach(CommonParts::type);
        List<ApiResponse> failures =
                responses.entrySet().stream()
                        .filter(response -> response.getKey().compareTo("400") >= 0)
                        .map(Map.Entry::getValue)
                        .toList();
        failures.stream()
                .map(ApiResponse::getContent)
                .filter(CommonParts::hasSchema)
                .findFirst()
                .ifPresent(like -> failures.forEach(failure -> complete(failure, like)));
    }

    private static boolean hasSchema(@Nullable Content content) {
        return content != null
                && content.values().stream().anyMatch(form -> form.getSchema() != null);
    }

    private static void complete(ApiResponse failure, Content like) {
        if (failure.getContent() == null) {
            failure.setContent(new Content());
            like.keySet().forEach(type -> failure.getContent().addMediaType(type, new MediaType()));
        }
        Schema<?> schema = like.values().iterator().next().getSchema();
        failure.getContent().values().stream()
                .filter(form -> form.getSchema() == null)
                .forEach(form -> form.setSchema(schema));
    }

    private static void type(Parameter parameter) {
        if (parameter.getSchema() == null && parameter.getContent() == null) {
            parameter.setSchema(text());
        }
        Schema<?> schema = parameter.getSchema();
        if (schema == null || schema.getEnum() != null) {
            return;
        }
        if ("path".equals(parameter.getIn())) {
            Pattern form = FORMS.getOrDefault(parameter.getName(), STEP);
            parameter.setSchema(text().pattern("^" + form.pattern() + "$"));
        } else if ("limit".equals(parameter.getName())) {
            parameter.setSchema(pageSize(parameter.getDescription()));
        } else if (isPlainText(schema)) {
            parameter.setSchema(text().minLength(1));
        }
    }

    /// Controllers read limits as text, because each family of routes refuses a wrong one in its
    /// own form.
    private static Schema<?> pageSize(@Nullable String description) {
        Matcher bounds = LIMIT.matcher(description == null ? "" : description);
        if (!bounds.matches()) {
            throw new IllegalStateException(
                    "The description of a limit begins with no bounds: " + description);
        }
        Schema<?> size = new Schema<>();
        size.addType("integer");
        return size.minimum(BigDecimal.ONE).maximum(new BigDecimal(bounds.group("most")));
    }

    /// Whether the schema says nothing more; parameters may share one then. A parameter that may be
    /// absent is null only in the code.
    private static boolean isPlainText(Schema<?> schema) {
        return schema.getTypes() != null
                && Set.of("string", "null").containsAll(schema.getTypes())
                && schema.getFormat() == null
                && schema.getDefault() == null
                && schema.getExample() == null;
    }

    private static void type(Header header) {
        if (header.getSchema() == null && header.getContent() == null) {
            header.setSchema(text());
        }
    }

    /// In OpenAPI 3.1 a schema has a list of types.
    private static Schema<?> text() {
        Schema<?> text = new Schema<>();
        text.addType("string");
        return text;
    }
}
