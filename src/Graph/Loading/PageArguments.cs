using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>The paging arguments of a field, checked.</summary>
/// <param name="First">How many items the client wants, 0 to <see cref="MaxFirst"/>.</param>
/// <param name="After">The client's cursor.</param>
internal readonly record struct PageArguments(int First, string? After)
{
    /// <summary>The most items of one page; also the upstream contract's limit.</summary>
    public const int MaxFirst = 100;

    private const int DefaultFirst = 20;

    /// <summary>How many items are asked of the upstream: at least one, since what a page says of its list is wanted even for none.</summary>
    public int Fetch => Math.Max(1, First);

    public static bool TryRead(Arguments arguments, out PageArguments page, [NotNullWhen(false)] out Failure? failure)
    {
        var first = arguments.Int("first") ?? DefaultFirst;
        page = new PageArguments(first, arguments.Text("after"));
        failure = first is >= 0 and <= MaxFirst
            ? null
            : Failure.BadInput(string.Create(CultureInfo.InvariantCulture, $"'first' is {first}; it must be from 0 to {MaxFirst}."));
        return failure is null;
    }
}
