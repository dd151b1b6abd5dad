package dev.switchboard.adapter.out.persistence.mongo.identity;

import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

/// Maps accounts, name by name.
@Mapper
interface AccountMapper {

    AccountMapper ACCOUNTS = Mappers.getMapper(AccountMapper.class);

    @Mapping(target = "id", source = "username")
    AccountDocument toDocument(Account account);

    @Mapping(target = "revision", defaultValue = "")
    @Mapping(target = "username", source = "id")
    Account toAccount(AccountDocument document);

    default String text(Username username) {
        return username.value();
    }

    default Username username(String text) {
        return new Username(text);
    }

    default String text(Secret secret) {
        return secret.reveal();
    }

    default Secret secret(String text) {
        return new Secret(text);
    }
}
