package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.domain.audit.AuditEntry;
import org.mapstruct.Mapper;
import org.mapstruct.factory.Mappers;

/// Maps audit entries, name by name.
@Mapper
interface AuditMapper {

    AuditMapper AUDIT = Mappers.getMapper(AuditMapper.class);

    AuditDocument toDocument(AuditEntry entry);

    AuditEntry toEntry(AuditDocument document);
}
