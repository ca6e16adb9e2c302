using System.Text.RegularExpressions;

namespace Graph.Domains.Abstractions;

/// <summary>Rules of mutations' inputs, checked before anything is sent. Each gives what is wrong, or null. Absent optional input (null)
/// breaks none.</summary>
public static partial class InputRules
{
    /// <summary>The longest idempotency key, in characters.</summary>
    public const int LongestKey = 255;

    private const int LongestUrl = 2_000;

    /// <summary>All that is wrong; empty when nothing is.</summary>
    public static IReadOnlyList<UserError> Broken(params ReadOnlySpan<InvalidInput?> rules)
    {
        var broken = new List<UserError>();
        foreach (var rule in rules)
        {
            if (rule is not null)
                broken.Add(rule);
        }

        return broken;
    }

    /// <summary>An id is one segment of a path (<see cref="UpstreamPath.Takes"/>).</summary>
    public static InvalidInput? Id(string id, string field) => UpstreamPath.Takes(id) ? null : new($"'{field}' is no id.", field);

    /// <summary>A number within bounds, both included.</summary>
    public static InvalidInput? Between(int number, int least, int most, string field) =>
        number >= least && number <= most ? null : new($"'{field}' is a number from {least} to {most}.", field);

    /// <summary>A text of so many characters; blanks at its ends do not make up the least.</summary>
    public static InvalidInput? Length(string? text, int least, int most, string field) =>
        text is null || (text.Trim().Length >= least && text.Length <= most) ? null : new($"'{field}' has {least} to {most} characters.", field);

    /// <summary>An absolute URL of http or https, at most 2,000 characters long.</summary>
    public static InvalidInput? Url(string? url, string field) =>
        url is null || (url.Length <= LongestUrl && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? null
            : new($"'{field}' is an absolute URL of http or https, at most {LongestUrl} characters long.", field);

    /// <summary>Three capitals (ISO 4217).</summary>
    public static InvalidInput? Currency(string? code, string field) =>
        code is null || CurrencyCode().IsMatch(code) ? null : new($"'{field}' is an ISO 4217 code such as EUR.", field);

    /// <summary>Two letters (ISO 639-1), with or without a country (ISO 3166-1).</summary>
    public static InvalidInput? Language(string? code, string field) =>
        code is null || LanguageCode().IsMatch(code) ? null : new($"'{field}' is a language such as de or en-GB.", field);

    /// <summary>A version that a client has seen.</summary>
    public static InvalidInput? Version(int? version) =>
        version is null or >= 0 ? null : new("'expectedVersion' is a version that was read before.", "expectedVersion");

    /// <summary>A change changes something.</summary>
    public static InvalidInput? Change(bool isAny) => isAny ? null : new("There is nothing to change.");

    /// <summary>1 to 255 printable ASCII characters.</summary>
    /// <param name="key">The client's key.</param>
    /// <param name="least">More than 1 where whoever guesses the key would get what is not theirs.</param>
    public static InvalidInput? IdempotencyKey(string? key, int least = 1) =>
        key is null || (key.Length >= least && key.Length <= LongestKey && key.All(character => character is >= ' ' and <= '~'))
            ? null
            : new($"'idempotencyKey' has {least} to {LongestKey} printable ASCII characters{(least > 1 ? " that nobody can guess" : "")}.", "idempotencyKey");

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex CurrencyCode();

    [GeneratedRegex(@"^[a-z]{2}(-[A-Z]{2})?\z")]
    private static partial Regex LanguageCode();
}
