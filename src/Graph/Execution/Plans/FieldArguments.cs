using Graph.Domains.Abstractions;

namespace Graph.Execution.Plans;

/// <summary>The arguments of a field of a document: the same for all requests, or at a place among those of each request. Fields that have one
/// instance in common have equal arguments.</summary>
internal sealed class FieldArguments
{
    private readonly Arguments? _fixed;
    private readonly int _index;

    /// <param name="always">The same for all requests.</param>
    public FieldArguments(Arguments always) => _fixed = always;

    /// <param name="index">The place among those of a request.</param>
    public FieldArguments(int index) => _index = index;

    /// <summary>Whether variables have a say in them.</summary>
    public bool AreVariable => _fixed is null;

    public Arguments Of(OperationInput input) => Of(input.Arguments);

    /// <param name="variable">Those of a request.</param>
    public Arguments Of(Arguments[] variable) => _fixed ?? variable[_index];
}
