namespace Graph.FunctionalTests.Authorization;

/// <summary>What someone must get at a path. Whatever it is, it never holds a secret of another.</summary>
internal enum Expected
{
    /// <summary>A value, no errors, and nothing is written.</summary>
    Value,

    /// <summary>Null, no errors, and nothing is written.</summary>
    Nothing,

    /// <summary>A value and no errors, and something is written.</summary>
    Written,

    /// <summary>Null and <c>UNAUTHENTICATED</c>, and nothing is written.</summary>
    Unauthenticated,

    /// <summary>Null and <c>FORBIDDEN</c>, and nothing is written.</summary>
    Forbidden,
}
