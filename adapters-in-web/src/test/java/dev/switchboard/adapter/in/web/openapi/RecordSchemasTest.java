package dev.switchboard.adapter.in.web.openapi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import org.junit.jupiter.api.Test;

class RecordSchemasTest {

    private static final class Desks {
        record Report(String desk) {}
    }

    private static final class Stores {
        record Report(String store) {}
    }

    @Test
    void endsADescriptionInWhichTwoRecordsHaveOneName() {
        RecordSchemas schemas = new RecordSchemas(new CommentedCode());
        ModelConverters converters = new ModelConverters(true);
        converters.addConverter(schemas);
        converters.resolveAsResolvedSchema(reference(Desks.Report.class));

        converters.resolveAsResolvedSchema(reference(Stores.Report.class));

        assertThatThrownBy(() -> schemas.settle(new OpenAPI()))
                .hasMessageContaining("Desks$Report")
                .hasMessageContaining("Stores$Report")
                .hasMessageContaining("are both the schema Report");
    }

    private static AnnotatedType reference(Class<?> type) {
        return new AnnotatedType(type).resolveAsRef(true);
    }
}
