using Graph.Domains.Abstractions;
using GraphQL;

namespace Graph.TestKit.Stock;

/// <summary>A failure at one response path.</summary>
internal sealed class FieldError(Failure failure) : ExecutionError(failure.Message)
{
    public Failure Failure { get; } = failure;
}
