package dev.switchboard.adapter.out.persistence.format;

/// The format of a store: a number that the store itself carries. It rises when an older version of
/// this program could not read what a newer one writes, and only then: a layout that merely gains
/// something keeps its number.
///
/// @param store the name of the store for operators
/// @param number the format that this version writes; it reads this one and all before it
public record StoreFormat(String store, int number) {

    public static final StoreFormat EMBEDDED = new StoreFormat("The store", 1);
    public static final StoreFormat MONGODB = new StoreFormat("The MongoDB database", 1);

    /// @param found the number that the store carries
    /// @throws NewerStoreException if this version cannot read the store
    public void requireReadable(int found) {
        if (!reads(found)) {
            throw new NewerStoreException(
                    "%s was written by a later version: it has format %d, and this version reads up to %d."
                            .formatted(store, found, number));
        }
    }

    /// @return what to throw about a store with tables that this version does not know
    public NewerStoreException unknownTables(Throwable cause) {
        return new NewerStoreException(
                store
                        + " was written by a later version: it has tables that this version does"
                        + " not know.",
                cause);
    }

    public boolean reads(int found) {
        return found <= number;
    }
}
