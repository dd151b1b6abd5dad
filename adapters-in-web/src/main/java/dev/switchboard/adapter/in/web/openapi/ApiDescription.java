package dev.switchboard.adapter.in.web.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.ObjectFactory;

/// The API description, made once and kept as bytes. The library would write it again for each
/// request, and would keep another one for each language that a caller names, so a stranger could
/// take all processors and the heap.
final class ApiDescription extends OpenApiWebMvcResource {

    private static final Locale LANGUAGE = Locale.ENGLISH;

    private final Lock making = new ReentrantLock();
    private byte @Nullable [] json;
    private byte @Nullable [] yaml;

    ApiDescription(
            ObjectFactory<OpenAPIService> api,
            AbstractRequestService requests,
            GenericResponseService responses,
            OperationService operations,
            SpringDocConfigProperties properties,
            SpringDocProviders providers,
            SpringDocCustomizers customizers) {
        super(api, requests, responses, operations, properties, providers, customizers);
    }

    @Override
    public byte[] openapiJson(HttpServletRequest request, String path, Locale asked)
            throws JsonProcessingException {
        making.lock();
        try {
            byte[] made = json;
            if (made == null) {
                made = super.openapiJson(request, path, LANGUAGE);
                json = made;
            }
            return made;
        } finally {
            making.unlock();
        }
    }

    @Override
    public byte[] openapiYaml(HttpServletRequest request, String path, Locale asked)
            throws JsonProcessingException {
        making.lock();
        try {
            byte[] made = yaml;
            if (made == null) {
                made = super.openapiYaml(request, path, LANGUAGE);
                yaml = made;
            }
            return made;
        } finally {
            making.unlock();
        }
    }
}
