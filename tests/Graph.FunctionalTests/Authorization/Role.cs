namespace Graph.FunctionalTests.Authorization;

/// <summary>Who asks.</summary>
public enum Role
{
    /// <summary>No token.</summary>
    Nobody,

    /// <summary>Signed in, but someone else.</summary>
    Other,

    /// <summary>The one whose data it is.</summary>
    Owner,

    /// <summary>Signed in, someone else, with the role <c>catalog</c>.</summary>
    Catalog,
}
