using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Graph.Execution.Schema.Scalars;

/// <summary>An exact decimal number, for money. Out: a JSON number. In: a number, or a string where JSON numbers would lose digits.</summary>
internal sealed class DecimalScalar : ScalarGraphType
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public DecimalScalar() => Name = "Decimal";

    public override object? Serialize(object? value) => value switch
    {
        null or decimal => value,
        _ => ThrowSerializationError(value),
    };

    // From the text, not by way of a double: 0.1 stays 0.1.
    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLIntValue number => ParseValue(number.Value.ToString()),
        GraphQLFloatValue number => ParseValue(number.Value.ToString()),
        GraphQLStringValue text => ParseValue(text.Value.ToString()),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null or decimal => value,
        int number => (decimal)number,
        long number => (decimal)number,
        string text when decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) => number,
        _ => ThrowValueConversionError(value),
    };
}
