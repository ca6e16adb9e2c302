namespace Graph.Invalidation;

/// <summary>One key of a record.</summary>
/// <param name="Key">The logical key, e.g. <c>product:7</c>.</param>
/// <param name="Version">The version that an event has announced: values of that version or newer stay, older ones are refused for a while
/// (R18). Null: the key falls whatever its version.</param>
/// <param name="Deleted">The entity is gone: the floor that an earlier version has set is lifted, and a later entity of this key may
/// start again at version 1.</param>
/// <param name="Added">The entity was not there before. Caches treat it as any change; subscriptions to what is added tell it.</param>
internal readonly record struct KeyInvalidation(string Key, long? Version = null, bool Deleted = false, bool Added = false);
