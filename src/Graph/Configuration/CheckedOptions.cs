using Microsoft.Extensions.Options;

namespace Graph.Configuration;

internal sealed class CheckedOptions<TOptions>(IOptions<TOptions> options) : ICheckedOptions where TOptions : class
{
    public IEnumerable<string> Problems()
    {
        try
        {
            _ = options.Value;
            return [];
        }
        catch (OptionsValidationException invalid)
        {
            return invalid.Failures;
        }
    }
}
