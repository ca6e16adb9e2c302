using Graph.Domains.Abstractions;

namespace Graph.Execution.Plans;

/// <summary>The arguments of a field of a document: the same for all requests, or at a place among those of each request. Two fields with one
/// instance have equal arguments.</summary>
/// <param name="Fixed">Null where they depend on variables.</param>
/// <param name="Index">The place among the request's.</param>
internal sealed record FieldArguments(Arguments? Fixed, int Index = -1)
{
    public Arguments Of(OperationInput input) => Fixed ?? input.Arguments[Index];

    // Equal arguments are one instance; comparing their values would take longer than what it saves.
    public bool Equals(FieldArguments? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
