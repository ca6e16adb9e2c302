using GraphQL.Types;

namespace Graph.Execution.Schema.Scalars;

/// <summary>An absolute http(s) address. Out: what the upstream said. In: checked, since it will be shown as a link.</summary>
internal sealed class UrlScalar : ScalarGraphType
{
    public UrlScalar() => Name = "URL";

    public override object? Serialize(object? value) => value is null or string ? value : ThrowSerializationError(value);

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text when Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) => text,
        _ => ThrowValueConversionError(value),
    };
}
