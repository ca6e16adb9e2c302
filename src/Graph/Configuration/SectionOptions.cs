using Microsoft.Extensions.Options;

namespace Graph.Configuration;

/// <summary>Fills an options object from its section, and fails it with every problem that the section has.</summary>
internal sealed class SectionOptions<TOptions>(IConfigurationSection section) : IConfigureOptions<TOptions>, IValidateOptions<TOptions>
    where TOptions : class
{
    private readonly List<string> _problems = [];

    public void Configure(TOptions options)
    {
        _problems.Clear();
        new SectionReader(_problems).Read(section, options);
    }

    public ValidateOptionsResult Validate(string? name, TOptions options) =>
        _problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_problems);
}
