package dev.switchboard.bootstrap.architecture.offenders.application.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// Breaks A2, B5 and B6 with Spring's annotations, and B4 with Jackson.
@Service
public class AnnotatedService {

    @JsonProperty private final JsonNode body;

    @Autowired
    public AnnotatedService(JsonNode body, @Value("${name}") String name) {
        this.body = body.path(name);
    }

    @Transactional
    public JsonNode body() {
        return body;
    }
}
