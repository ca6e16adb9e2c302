using GraphQL.Types;

namespace Graph.Execution.Schema.Scalars;

/// <summary>A selection set without its braces (Apollo Federation), as the argument of <c>@key</c>.</summary>
internal sealed class FieldSetScalar : ScalarGraphType
{
    public FieldSetScalar() => Name = "FieldSet";

    public override object? ParseValue(object? value) => value is null or string ? value : ThrowValueConversionError(value);
}
