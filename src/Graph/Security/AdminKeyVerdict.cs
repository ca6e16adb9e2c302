namespace Graph.Security;

/// <summary>What a request's admin key is worth.</summary>
internal enum AdminKeyVerdict
{
    /// <summary>There is no key that it could have: <see cref="AdminOptions.Key"/> is not set.</summary>
    NoneSet,

    /// <summary>It has none.</summary>
    NoneSent,

    /// <summary>It has another.</summary>
    Wrong,

    Right,
}
