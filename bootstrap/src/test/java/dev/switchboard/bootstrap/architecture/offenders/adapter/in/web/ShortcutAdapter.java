package dev.switchboard.bootstrap.architecture.offenders.adapter.in.web;

import dev.switchboard.bootstrap.architecture.offenders.adapter.out.persistence.embedded.EntangledStore;
import dev.switchboard.bootstrap.architecture.offenders.application.inmemory.InMemoryTwin;
import dev.switchboard.bootstrap.architecture.offenders.application.service.AnnotatedService;
import dev.switchboard.bootstrap.architecture.offenders.bootstrap.CuriousWiring;

/// Breaks A5, A6, A8 and A11: it knows a service, another edge, bootstrap and a twin.
public record ShortcutAdapter(
        AnnotatedService service, EntangledStore store, CuriousWiring wiring, InMemoryTwin twin) {}
