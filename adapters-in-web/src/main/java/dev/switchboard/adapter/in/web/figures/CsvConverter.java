package dev.switchboard.adapter.in.web.figures;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.json.CsvLine;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes tables as CSV in UTF-8, with a line of names.
final class CsvConverter implements HttpMessageConverter<CsvConverter.Table> {

    private static final MediaType CSV = new MediaType("text", "csv", UTF_8);

    private final JsonMapper json;

    /// @param json the JSON mapper of all responses: it names the columns, too
    CsvConverter(JsonMapper json) {
        this.json = json;
    }

    /// A body that can be written as CSV: a line for each item, a cell for each of its members.
    /// Members of members have columns of their own.
    interface Table {

        List<?> items();

        /// An item whose members are those of all.
        Object blank();
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return Table.class.isAssignableFrom(type)
                && (mediaType == null || CSV.isCompatibleWith(mediaType));
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.parseMediaType(CsvLine.TYPE));
    }

    @Override
    public Table read(Class<? extends Table> type, HttpInputMessage message) {
        throw new UnsupportedOperationException("writes only");
    }

    @Override
    public void write(Table table, @Nullable MediaType contentType, HttpOutputMessage message)
            throws IOException {
        message.getHeaders().setContentType(CSV);
        message.getBody().write(text(table).getBytes(UTF_8));
    }

    private String text(Table table) {
        List<Map<String, JsonNode>> rows =
                table.items().stream().map(item -> cells(json.valueToTree(item))).toList();
        Set<String> columns = new LinkedHashSet<>(cells(json.valueToTree(table.blank())).keySet());
        rows.stream().flatMap(row -> row.keySet().stream()).sorted().forEach(columns::add);
        return Stream.concat(
                        Stream.of(CsvLine.of(columns.stream())),
                        rows.stream()
                                .map(row ->
                                        CsvLine.of(columns.stream().map(it -> text(row.get(it))))))
                .collect(Collectors.joining());
    }

    private static Map<String, JsonNode> cells(JsonNode item) {
        Map<String, JsonNode> cells = new LinkedHashMap<>();
        item.properties()
                .forEach(member -> {
                    JsonNode value = member.getValue();
                    if (value.isObject()) {
                        value.properties()
                                .forEach(inner ->
                                        cells.put(
                                                member.getKey() + "." + inner.getKey(),
                                                inner.getValue()));
                    } else {
                        cells.put(member.getKey(), value);
                    }
                });
        return cells;
    }

    private static String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "" : value.asString();
    }
}
