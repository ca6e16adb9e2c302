using Microsoft.Extensions.Options;

namespace Graph.Configuration;

internal static class OptionsExtensions
{
    /// <summary>Reads a section over an options object, with its ranges; every problem in it is listed at start.</summary>
    /// <remarks>Members that are lists or dictionaries of options are read by their keys. Rules across members: one
    /// <see cref="IValidateOptions{TOptions}"/> each.</remarks>
    public static IServiceCollection AddValidatedOptions<TOptions>(this IServiceCollection services, string section)
        where TOptions : class, new()
    {
        services.AddCheckedOptions<TOptions>(section);
        services.AddSingleton(provider => new SectionOptions<TOptions>(provider.GetRequiredService<IConfiguration>().GetSection(section)));
        services.AddSingleton<IConfigureOptions<TOptions>>(provider => provider.GetRequiredService<SectionOptions<TOptions>>());
        services.AddSingleton<IValidateOptions<TOptions>>(provider => provider.GetRequiredService<SectionOptions<TOptions>>());
        return services;
    }

    /// <summary>Options that their feature reads and validates by itself; what is wrong with them is listed with the rest.</summary>
    public static IServiceCollection AddCheckedOptions<TOptions>(this IServiceCollection services, string section) where TOptions : class
    {
        services.AddOptions<TOptions>();
        services.AddSingleton(new KnownSection(section));
        return services.AddSingleton<ICheckedOptions, CheckedOptions<TOptions>>();
    }
}
