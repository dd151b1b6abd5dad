package dev.switchboard.adapter.in.web.openapi;

import io.swagger.v3.oas.models.Operation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.SpringDocJavadocProvider;
import org.springframework.web.method.HandlerMethod;

/// The comments of controllers and records as texts for readers of the API: without the line breaks
/// of the source. It replaces the library's own provider.
final class CommentedCode extends SpringDocJavadocProvider {

    private static final Pattern LINE_BREAK = Pattern.compile("(?<!\n) *\n *(?!\n|- )");

    private static final Pattern SENTENCE_END = Pattern.compile("\\.(?:\\s+|$)");

    /// The first sentence of a comment is the summary, the rest the description; a comment of one
    /// sentence is both.
    Operation describe(Operation operation, HandlerMethod handler) {
        String text = getMethodJavadocDescription(handler.getMethod());
        String[] sentences = SENTENCE_END.split(text, 2);
        if (!text.isEmpty()) {
            operation.setSummary(sentences[0]);
            operation.setDescription(sentences[1].isEmpty() ? text : sentences[1]);
        }
        return operation;
    }

    @Override
    public String getClassJavadoc(Class<?> type) {
        return flowing(super.getClassJavadoc(type));
    }

    @Override
    public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
        return flowing(super.getRecordClassParamJavadoc(type));
    }

    @Override
    public String getMethodJavadocDescription(Method method) {
        return flowing(super.getMethodJavadocDescription(method));
    }

    @Override
    public String getMethodJavadocReturn(Method method) {
        return flowing(super.getMethodJavadocReturn(method));
    }

    @Override
    public String getParamJavadoc(Method method, String name) {
        return flowing(super.getParamJavadoc(method, name));
    }

    @Override
    public String getFieldJavadoc(Field field) {
        return flowing(super.getFieldJavadoc(field));
    }

    private static Map<String, String> flowing(@Nullable Map<String, String> texts) {
        Map<String, String> flowing = new LinkedHashMap<>();
        if (texts != null) {
            texts.forEach((name, text) -> flowing.put(name, flowing(text)));
        }
        return flowing;
    }

    private static String flowing(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "";
        }
        String line = LINE_BREAK.matcher(text.strip()).replaceAll(" ");
        return line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
    }
}
