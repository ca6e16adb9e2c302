namespace Graph.Execution.Plans;

/// <summary>How a field of a plan comes to its value.</summary>
internal enum FieldKind
{
    /// <summary><c>__typename</c>: it stands in the plan.</summary>
    TypeName,

    /// <summary>A leaf that is read from its parent while the response is written.</summary>
    Leaf,

    /// <summary>Objects that are read from their parent while the response is written, with all that is selected of them.</summary>
    Objects,

    /// <summary>Objects that are read from their parent before, since fields below are called.</summary>
    ObjectsAhead,

    /// <summary>One call for all parents.</summary>
    Call,

    /// <summary>The field of a subscription: an event brings its value.</summary>
    Event,

    /// <summary><c>__schema</c> and <c>__type</c>, which GraphQL.NET answers.</summary>
    Introspection,
}
