using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Graph.Configuration;

/// <summary>Reads a section over an options object and notes every problem with its key.</summary>
/// <remarks>The framework's binder stops at the first problem, reads "2" as two days and does not know <c>PT2S</c>.
/// Keys that are absent leave the object as it is, which is how one section is laid over another.</remarks>
internal sealed class SectionReader(ICollection<string> problems)
{
    /// <param name="section">What to read.</param>
    /// <param name="target">The options object.</param>
    /// <param name="sections">Keys beside the object's properties that somebody else reads.</param>
    public void Read(IConfigurationSection section, object target, IReadOnlyCollection<string>? sections = null)
    {
        if (!string.IsNullOrEmpty(section.Value))
        {
            problems.Add($"{section.Path} is a section and takes no value of its own.");
        }

        if (target is IDictionary entries)
        {
            ReadEntries(section, entries);
            return;
        }

        var properties = target.GetType().GetProperties();
        foreach (var child in section.GetChildren())
        {
            if (Array.Find(properties, property => Matches(property.Name, child.Key)) is { } property)
            {
                ReadProperty(child, target, property);
            }
            else if (sections?.Any(name => Matches(name, child.Key)) != true)
            {
                var known = properties.Select(property => property.Name).Concat(sections ?? []);
                problems.Add($"{child.Path} is not a known setting; there are: {string.Join(", ", known)}.");
            }
        }
    }

    private static bool Matches(string name, string key) => string.Equals(name, key, StringComparison.OrdinalIgnoreCase);

    private void ReadProperty(IConfigurationSection child, object target, PropertyInfo property)
    {
        if (property.GetValue(target) is IList<string> list)
        {
            ReadList(child, list);
        }
        else if (!property.CanWrite)
        {
            Read(child, property.GetValue(target)!);
        }
        else if (string.IsNullOrEmpty(child.Value) && !child.GetChildren().Any())
        {
            // An environment variable that is set but empty, as compose files make them, says nothing.
        }
        else if (Convert(child.Value, property.PropertyType) is not { } value)
        {
            problems.Add($"{child.Path} must be {Expected(property.PropertyType)}.");
        }
        else
        {
            property.SetValue(target, value);
            CheckValue(child, property, value);
        }
    }

    /// <summary>As <c>Enabled:0</c>, <c>Enabled:1</c> and so on, or in one value parted by commas.</summary>
    private static void ReadList(IConfigurationSection section, IList<string> list)
    {
        list.Clear();
        var values = section.Value?.Split(',') ?? section.GetChildren().Select(child => child.Value ?? "");
        foreach (var value in values.Select(value => value.Trim()).Where(value => value.Length > 0))
        {
            list.Add(value);
        }
    }

    private void ReadEntries(IConfigurationSection section, IDictionary entries)
    {
        var type = entries.GetType().BaseType!.GetGenericArguments()[1];
        foreach (var child in section.GetChildren())
        {
            var entry = Activator.CreateInstance(type)!;
            Read(child, entry);
            entries[child.Key] = entry;
        }
    }

    private void CheckValue(IConfigurationSection child, PropertyInfo property, object value)
    {
        foreach (var rule in property.GetCustomAttributes<ValidationAttribute>().Where(rule => !rule.IsValid(value)))
        {
            problems.Add(rule switch
            {
                RangeAttribute range => $"{child.Path} is {child.Value}; it must be between {range.Minimum} and {range.Maximum}.",
                MinLengthAttribute length => $"{child.Path} needs at least {length.Length} characters.", // it may be a secret: not repeated
                _ => rule.FormatErrorMessage(child.Path),
            });
        }
    }

    private static object? Convert(string? text, Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => text,
        var t when t == typeof(long) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null,
        var t when t == typeof(int) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null,
        var t when t == typeof(double) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null,
        var t when t == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
        var t when t == typeof(TimeSpan) => DurationText.TryParse(text, out var duration) ? duration : null,
        var t when t == typeof(Uri) => ToAddress(text),
        var t => throw new NotSupportedException($"Options of type {t} are not read from configuration."),
    };

    private static Uri? ToAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.Query.Length + address.Fragment.Length + address.UserInfo.Length == 0 ? address : null;

    private static string Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(int) || t == typeof(long) => "a whole number",
        var t when t == typeof(double) => "a number",
        var t when t == typeof(bool) => "true or false",
        var t when t == typeof(TimeSpan) => "a duration such as 00:00:02 or PT2S",
        var t when t == typeof(string) => "one text, and no section or list",
        // The value is not repeated: it may hold a password.
        _ => "an absolute http or https address without user name, query and fragment, such as http://products:8080",
    };
}
