package dev.switchboard.adapter.in.web.json;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;

/// Lets controllers take bodies as records, read by [RecordBody].
public final class RecordBodyConverter implements HttpMessageConverter<Record> {

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Record read(Class<? extends Record> type, HttpInputMessage message) throws IOException {
        return RecordBody.read(message.getBody().readAllBytes(), type);
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(MediaType.APPLICATION_JSON);
    }

    /// Never, because other converters write responses.
    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    public void write(Record body, @Nullable MediaType contentType, HttpOutputMessage message) {
        throw new UnsupportedOperationException("reads only");
    }
}
