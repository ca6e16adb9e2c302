namespace Graph.FunctionalTests.Carts;

/// <summary>What a client was told of a mutation.</summary>
internal enum Told
{
    /// <summary>The payload has the entity and no errors.</summary>
    Done,

    /// <summary>The payload has a typed error, or the field an error whose code says that nothing was written.</summary>
    NotDone,

    /// <summary><c>OUTCOME_UNKNOWN</c>, or no answer at all.</summary>
    Unknown,
}
